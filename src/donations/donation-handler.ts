import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Ledger, type NewEntry } from '../campaigns/ledger.service.js';
import { normaliseEmail } from '../common/email.js';
import { newId } from '../common/ids.js';
import type { Money } from '../common/money.js';
import { Mail } from '../mail/mail.service.js';
import type { MailRequest } from '../mail/templates.js';
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
      // In an appeal there are hundreds at once: a few statements for all of them.
      await this.donate(manager, outcomes.filter(isPaid));
      for (const outcome of outcomes) await this.apply(manager, outcome);
    });
  }

  private apply(manager: EntityManager, outcome: Outcome): Promise<void> {
    switch (outcome.kind) {
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

  private async donate(manager: EntityManager, paid: Paid[]): Promise<void> {
    if (paid.length === 0) return;
    const members = await knownMembers(manager, paid);
    const given = paid.map((one) => ({ ...one, donation: donationOf(one, members) }));
    const donations = given.map(({ donation }) => donation);
    await manager.createQueryBuilder().insert().into(Donation).values(donations).orIgnore().execute();
    await this.ledger.record(
      manager,
      given.flatMap(({ donation, ...fact }) => entryOf(donation, fact)),
    );
    await this.mail.enqueue(
      manager,
      given.flatMap(({ donation, price, purchase: { id, locale } }) =>
        thanks(donation, { price, locale, dedupeKey: `donation-receipt:${id}` }),
      ),
    );
  }

  private async begin(manager: EntityManager, { purchase, payment: { id, price }, at, eventId }: Charged) {
    const donation = await manager.findOneByOrFail(Donation, { purchaseId: purchase.id });
    await this.ledger.record(manager, entryOf(donation, { price, at, eventId }));
    await this.thank(manager, donation, purchase.locale, { id, price });
  }

  private async thankAgain(manager: EntityManager, { purchase, payment }: Renewed) {
    const donation = await manager.findOneByOrFail(Donation, { purchaseId: purchase.id });
    await this.thank(manager, donation, purchase.locale, payment);
  }

  private async thank(
    manager: EntityManager,
    donation: Donation,
    locale: string,
    { id, price }: { id: string; price: Money },
  ): Promise<void> {
    await this.mail.enqueue(
      manager,
      thanks(donation, { price, locale, dedupeKey: `donation-receipt:${id}` }),
    );
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

function isPaid(outcome: Outcome): outcome is Paid {
  return outcome.kind === 'paid';
}

const emailOf = ({ payer, purchase }: Paid): string | null => payer.email ?? purchase.email;

function donationOf(paid: Paid, members: Map<string, string>): Donation {
  const { purchase, at, payer, subscriptionId } = paid;
  const email = emailOf(paid);
  return {
    id: newId(),
    purchaseId: purchase.id,
    memberId: (email && members.get(normaliseEmail(email))) ?? null,
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
}

/** What was charged; nothing while it is free. */
function entryOf(
  { campaignId, purchaseId, memberId }: Donation,
  { price, at, eventId }: Pick<Paid, 'price' | 'at' | 'eventId'>,
): NewEntry[] {
  if (!campaignId || price.amount === 0) return [];
  const source = `donation:${purchaseId}`;
  return [
    { campaignId, kind: 'donation', source, delta: 0, money: price, at, memberId, purchaseId, eventId },
  ];
}

function thanks(
  { email, name, interval, dedication }: Donation,
  { price, locale, dedupeKey }: { price: Money; locale: string; dedupeKey: string },
): MailRequest[] {
  if (!email || price.amount === 0) return [];
  const params = { name, price, interval, dedication };
  return [{ template: 'donation-receipt', to: email, locale, params, dedupeKey }];
}

/** The ids of those who gave and are members already, by their normalised e-mail. */
async function knownMembers(manager: EntityManager, paid: Paid[]): Promise<Map<string, string>> {
  const emails = paid.flatMap((one) => emailOf(one) ?? []).map(normaliseEmail);
  const livemode = paid.some(({ purchase }) => purchase.livemode);
  const members = await manager.findBy(Member, { normalisedEmail: In(emails), livemode });
  return new Map(members.map(({ normalisedEmail, id }) => [normalisedEmail, id]));
}
