import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../campaigns/ledger.service.js';
import { normaliseEmail } from '../common/email.js';
import { newId } from '../common/ids.js';
import { Mail } from '../mail/mail.service.js';
import { Member } from '../members/member.js';
import { OutcomeHandlers } from '../payments/handlers.js';
import type { Outcome, Paid, Renewed, Reversed, SubscriptionState } from '../payments/outcome.js';
import { Donation } from './donation.js';

/** The purpose of purchases that are donations. */
export const DONATION = 'donation';

/** What money means for donations. People are never counted by them (counting.md, rule 2). */
@Injectable()
export class DonationHandler implements OnModuleInit {
  constructor(
    private readonly handlers: OutcomeHandlers,
    private readonly ledger: Ledger,
    private readonly mail: Mail,
  ) {}

  onModuleInit(): void {
    this.handlers.register(DONATION, async (manager, outcomes) => {
      for (const outcome of outcomes) await this.apply(manager, outcome);
    });
  }

  private apply(manager: EntityManager, outcome: Outcome): Promise<void> {
    switch (outcome.kind) {
      case 'paid':
        return this.donate(manager, outcome);
      case 'renewed':
        return this.thankAgain(manager, outcome);
      case 'subscription':
        return this.follow(manager, outcome);
      case 'reversed':
        return this.takeBack(manager, outcome);
    }
  }

  private async donate(manager: EntityManager, paid: Paid): Promise<void> {
    const { purchase, at, eventId, payer, subscriptionId } = paid;
    const email = payer.email ?? purchase.email;
    const donation: Donation = {
      id: newId(),
      purchaseId: purchase.id,
      memberId: await knownMember(manager, email, purchase.livemode),
      email,
      name: purchase.name ?? payer.name,
      amount: purchase.amount,
      currency: purchase.currency,
      interval: purchase.interval,
      dedication: typeof purchase.details.dedication === 'string' ? purchase.details.dedication : null,
      status: purchase.interval === 'once' ? 'paid' : 'active',
      subscriptionId,
      paidUntil: null,
      endedAt: null,
      campaignId: purchase.campaignId,
      livemode: purchase.livemode,
      donatedAt: at,
    };
    await manager.createQueryBuilder().insert().into(Donation).values(donation).orIgnore().execute();
    await this.count(manager, donation, eventId);
    await this.thank(manager, donation, purchase.locale, `donation-receipt:${purchase.id}`);
  }

  private async count(manager: EntityManager, donation: Donation, eventId: string | null): Promise<void> {
    const { campaignId, purchaseId, memberId, amount, currency, donatedAt: at } = donation;
    if (!campaignId) return;
    const source = `donation:${purchaseId}`;
    const entry = { campaignId, kind: 'donation' as const, source, delta: 0, money: { amount, currency } };
    await this.ledger.record(manager, [{ ...entry, at, memberId, purchaseId, eventId }]);
  }

  private async thankAgain(manager: EntityManager, { purchase, payment }: Renewed): Promise<void> {
    const donation = await manager.findOneByOrFail(Donation, { purchaseId: purchase.id });
    await this.thank(manager, donation, purchase.locale, `donation-receipt:${payment.id}`);
  }

  private async thank(
    manager: EntityManager,
    donation: Donation,
    locale: string,
    dedupeKey: string,
  ): Promise<void> {
    const { email, name, amount, currency, interval, dedication } = donation;
    if (!email) return;
    const params = { name, price: { amount, currency }, interval, dedication };
    await this.mail.enqueue(manager, [
      { template: 'donation-receipt', to: email, locale, params, dedupeKey },
    ]);
  }

  private async follow(manager: EntityManager, state: SubscriptionState): Promise<void> {
    const { subscriptionId, status, paidUntil, endedAt, purchase } = state;
    await manager.update(
      Donation,
      { purchaseId: purchase.id },
      { subscriptionId, status, paidUntil, endedAt },
    );
  }

  private async takeBack(
    manager: EntityManager,
    { purchase, payment, change, at, eventId }: Reversed,
  ): Promise<void> {
    if (!payment.initial) return;
    if (purchase.interval === 'once') {
      const status = purchase.status === 'refunded' ? 'refunded' : 'paid';
      await manager.update(Donation, { purchaseId: purchase.id }, { status });
    }
    if (!purchase.campaignId) return;
    const object = change.kind.startsWith('dispute') ? 'dispute' : 'refund';
    await this.ledger.reverse(manager, {
      campaignId: purchase.campaignId,
      of: [{ kind: 'donation', source: `donation:${purchase.id}` }],
      standing: purchase.status === 'paid',
      cause: { kind: change.kind, source: `${object}:${change.source}`, money: change.money, at, eventId },
    });
  }
}

async function knownMember(
  manager: EntityManager,
  email: string | null,
  livemode: boolean,
): Promise<string | null> {
  if (!email) return null;
  const member = await manager.findOneBy(Member, { normalisedEmail: normaliseEmail(email), livemode });
  return member?.id ?? null;
}
