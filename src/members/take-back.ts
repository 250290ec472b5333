import { type EntityManager, In, IsNull, Not } from 'typeorm';
import type { EntryKind } from '../campaigns/ledger-entry.js';
import type { Ledger } from '../campaigns/ledger.service.js';
import type { Mail } from '../mail/mail.service.js';
import type { Reversed } from '../payments/outcome.js';
import { Purchase } from '../payments/purchase.js';
import type { Subscriptions } from '../payments/subscriptions.service.js';
import { Member } from './member.js';
import { Membership } from './membership.js';
import { moveUpWaitingGifts } from './waiting-gifts.js';

interface Tools {
  ledger: Ledger;
  mail: Mail;
  subscriptions: Subscriptions;
  now: Date;
}

/**
 * Money of a membership went back, or its going back was undone. Of a renewal: nothing that counts (counting.md, rule 6).
 * The member is locked: of two memberships that are refunded at once, the second sees that the first is gone.
 */
export async function takeBack(manager: EntityManager, reversed: Reversed, tools: Tools): Promise<void> {
  if (!reversed.payment.initial) return;
  const { purchase } = reversed;
  const membership = await manager.findOneBy(Membership, { purchaseId: purchase.id });
  if (!membership) throw new Error(`purchase ${purchase.id} is paid and has no membership`);
  if (purchase.status === 'refunded') await end(manager, membership, reversed, tools);
  else await revive(manager, membership);
  await uncount(manager, membership, reversed, tools.ledger);
}

/** All of it is back with the payer: the membership is over, and nothing more may be charged. */
async function end(
  manager: EntityManager,
  membership: Membership,
  { at, purchase, change }: Reversed,
  tools: Tools,
) {
  const ended = { status: 'canceled' as const, endedAt: at };
  const { affected } = await manager.update(Membership, { id: membership.id, endedAt: IsNull() }, ended);
  if (affected !== 1) return;
  await moveUpWaitingGifts(manager, membership.memberId, tools.now);
  if (membership.subscriptionId) await tools.subscriptions.cancel(manager, membership.subscriptionId);
  const member = await manager.findOneByOrFail(Member, { id: membership.memberId });
  await tools.mail.enqueue(manager, [
    {
      template: 'payment-refunded',
      to: member.email,
      locale: member.locale,
      params: { name: member.name, price: purchase.price },
      dedupeKey: `payment-refunded:${change.source}`,
    },
  ]);
}

/** A refund failed after all: what it ended goes on, unless Stripe has ended the subscription, which its next event tells. */
async function revive(manager: EntityManager, { id }: Membership): Promise<void> {
  await manager.update(
    Membership,
    { id, endedAt: Not(IsNull()), status: 'canceled', cancelledAt: IsNull() },
    {
      status: 'active',
      endedAt: null,
    },
  );
}

/** The person stands as long as one purchase of theirs in the campaign is paid (worked case 18). */
async function uncount(
  manager: EntityManager,
  { memberId }: Membership,
  reversed: Reversed,
  ledger: Ledger,
): Promise<void> {
  const { purchase, change, at, eventId } = reversed;
  const { campaignId, purpose } = purchase;
  if (!campaignId) return;
  const standing = await manager.existsBy(Purchase, { memberId, campaignId, purpose, status: In(['paid']) });
  const person = `member:${memberId}`;
  const candidates: { kind: EntryKind; source: string }[] = [
    { kind: 'membership', source: person },
    { kind: 'returning', source: person },
    { kind: 'membership', source: `purchase:${purchase.id}` },
  ];
  await ledger.reverse(manager, {
    campaignId,
    of: candidates,
    standing,
    cause: {
      kind: change.kind,
      source: `${prefix[change.kind]}:${change.source}`,
      money: change.money,
      at,
      eventId,
    },
  });
}

const prefix = {
  refund: 'refund',
  refund_failed: 'refund',
  dispute: 'dispute',
  dispute_won: 'dispute',
} as const;
