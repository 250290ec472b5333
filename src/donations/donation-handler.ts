import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../campaigns/ledger.service.js';
import { normaliseEmail } from '../common/email.js';
import { newId } from '../common/ids.js';
import type { Money } from '../common/money.js';
import { Mail } from '../mail/mail.service.js';
import { Member } from '../members/member.js';
import { OutcomeHandlers } from '../payments/handlers.js';
import type { Charged, Outcome, Paid, Renewed, Reversed, SubscriptionState } from '../payments/outcome.js';
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
      case 'charged':
        return this.begin(manager, outcome);
      case 'renewed':
        return this.thankAgain(manager, outcome);
      case 'subscription':
        return this.follow(manager, outcome);
      case 'reversed':
        return this.takeBack(manager, outcome);
      default:
        return Promise.resolve();
    }
  }

  private async donate(manager: EntityManager, paid: Paid): Promise<void> {
    const { purchase, at, payer, subscriptionId } = paid;
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
    await this.count(manager, donation, paid);
    await this.thank(manager, donation, paid.price, purchase.locale, `donation-receipt:${purchase.id}`);
  }

  /** What was charged; nothing while it is free. */
  private async count(
    manager: EntityManager,
    { campaignId, purchaseId, memberId }: Donation,
    { price, at, eventId }: Pick<Paid, 'price' | 'at' | 'eventId'>,
  ): Promise<void> {
    if (!campaignId || price.amount === 0) return;
    const source = `donation:${purchaseId}`;
    const entry = { campaignId, kind: 'donation' as const, source, delta: 0, money: price };
    await this.ledger.record(manager, [{ ...entry, at, memberId, purchaseId, eventId }]);
  }

  private async begin(manager: EntityManager, { purchase, payment: { id, price }, at, eventId }: Charged) {
    const donation = await manager.findOneByOrFail(Donation, { purchaseId: purchase.id });
    await this.count(manager, donation, { price, at, eventId });
    await this.thank(manager, donation, price, purchase.locale, `donation-receipt:${id}`);
  }

  private async thankAgain(manager: EntityManager, { purchase, payment: { id, price } }: Renewed) {
    const donation = await manager.findOneByOrFail(Donation, { purchaseId: purchase.id });
    await this.thank(manager, donation, price, purchase.locale, `donation-receipt:${id}`);
  }

  private async thank(
    manager: EntityManager,
    { email, name, interval, dedication }: Donation,
    price: Money,
    locale: string,
    dedupeKey: string,
  ): Promise<void> {
    if (!email || price.amount === 0) return;
    const params = { name, price, interval, dedication };
    await this.mail.enqueue(manager, [
      { template: 'donation-receipt', to: email, locale, params, dedupeKey },
    ]);
  }

  private async follow(manager: EntityManager, state: SubscriptionState): Promise<void> {
    const { subscriptionId, status, paidUntil, endedAt, purchase, item } = state;
    // Changed in the portal or by staff at Stripe, it is another amount from then on.
    const changed = item.price ? { amount: item.price.amount, currency: item.price.currency } : {};
    await manager.update(
      Donation,
      { purchaseId: purchase.id },
      { subscriptionId, status, paidUntil, endedAt, ...changed },
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
    if (!purchase.campaignId || !change) return;
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
