import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { LedgerEntry } from '../campaigns/ledger-entry.js';
import type { Ledger } from '../campaigns/ledger.service.js';
import type { Reversed } from '../payments/outcome.js';
import type { Purchase } from '../payments/purchase.js';
import type { Subscriptions } from '../payments/subscriptions.service.js';
import { countedPeople } from './counted-people.js';
import { Membership } from './membership.js';
import { moveUpWaitingGifts } from './waiting-gifts.js';

interface Tools {
  ledger: Ledger;
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
  const { payment, refunded, lost } = reversed;
  if (refunded.amount >= payment.price.amount || lost) await end(manager, membership, reversed, tools);
  else await revive(manager, membership);
  await freeze(manager, membership, reversed);
  if (reversed.change)
    await uncount(manager, membership, { ...reversed, change: reversed.change }, tools.ledger);
}

/** All of it is back with the payer: the membership is over, and nothing more may be charged. */
async function end(
  manager: EntityManager,
  membership: Membership,
  { at }: Reversed,
  { now, subscriptions }: Tools,
) {
  const ended = { status: 'canceled' as const, endedAt: at };
  const { affected } = await manager.update(Membership, { id: membership.id, endedAt: IsNull() }, ended);
  if (affected !== 1) return;
  await moveUpWaitingGifts(manager, membership.memberId, now);
  if (membership.subscriptionId) await subscriptions.cancel(manager, membership.subscriptionId);
}

/** While a dispute holds the money, and after it was lost, there is no access; when it is won, there is again. */
async function freeze(manager: EntityManager, { id, frozenAt }: Membership, { disputed, at }: Reversed) {
  if (disputed !== (frozenAt !== null))
    await manager.update(Membership, id, { frozenAt: disputed ? at : null });
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
  { purchase, change, at, eventId }: Reversed & { change: NonNullable<Reversed['change']> },
  ledger: Ledger,
): Promise<void> {
  const people = await countedPeople(manager, [memberId]);
  const person = people.find(({ campaignId }) => campaignId === purchase.campaignId);
  // A payment from before the campaign began, say, was never counted.
  if (!person || !(await wasCounted(manager, purchase))) return;
  const { campaignId, due, counted, entryId: reversesId } = person;
  const { kind, money } = change;
  const source = `${kind.startsWith('dispute') ? 'dispute' : 'refund'}:${change.source}`;
  const row = { campaignId, kind, source, delta: due - counted, money, at, eventId, reversesId };
  await ledger.recordLate(manager, [{ ...row, memberId, purchaseId: purchase.id }]);
}

/** With its money: a row without tells of the person only. */
function wasCounted(manager: EntityManager, { id: purchaseId, campaignId }: Purchase): Promise<boolean> {
  return manager.existsBy(LedgerEntry, {
    purchaseId,
    campaignId: campaignId ?? '',
    kind: In(['membership', 'returning']),
    amount: Not(IsNull()),
  });
}
