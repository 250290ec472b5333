import { Gift } from './gift.js';
import { MINUTE } from './calendar.js';
import { Person } from './person.js';
import { plans, giftPrices } from './prices.js';
import { Purchase } from './purchase.js';
import type { Donate, Give, Join, Step } from './step.js';
import { Subscription } from './subscription.js';

/** A campaign's interval is half-open. */
export interface Campaign {
  slug: string;
  startsAt: number;
  endsAt: number;
  /** Whether people who come back count. */
  countReturning: boolean;
}

/** How long a page waits to be paid, and no longer. */
const PAGE_OPEN = 31 * MINUTE;

/**
 * What is right, in plain code: it knows the rules (docs/counting.md, docs/stripe-events.md) and nothing of how the service
 * keeps them. Instants are ms; Stripe counts in whole seconds.
 */
export class Model {
  readonly people = new Map<string, Person>();
  readonly purchases = new Map<number, Purchase>();

  constructor(readonly campaigns: Campaign[]) {}

  /** When time next changes something at Stripe. */
  nextMoment(): number | null {
    const moments = [...this.purchases.values()].flatMap((purchase) => momentOf(purchase) ?? []);
    return moments.length > 0 ? Math.min(...moments) : null;
  }

  /** Does what falls due at that moment. */
  advance(at: number): void {
    for (const purchase of this.purchases.values()) {
      const due = momentOf(purchase);
      if (due === null || due > at) continue;
      purchase.fresh = true;
      if (!purchase.subscription) purchase.page = 'expired';
      for (const { kind } of purchase.subscription?.advance(at) ?? [])
        if (kind === 'paid') purchase.pay(at, purchase.subscription?.amount ?? 0);
    }
  }

  apply(step: Step, at: number): void {
    switch (step.kind) {
      case 'join':
        return this.buy(joined(this.forCheckout(step, at), at), step, at);
      case 'give':
        return this.buy(given(this.forCheckout(step, at), at), step, at);
      case 'donate':
        return this.buy(donated(this.forCheckout(step, at), at), step, at);
      case 'redeem':
        return this.redeem(step.purchase, step.place, step.by, at);
      default:
        return change(this.purchase(step.purchase), step, at);
    }
  }

  /** Nobody pays for a second membership without being told that there is one. */
  refuses(step: Step, at: number): boolean {
    return step.kind === 'join' && step.named && this.person(step.email).pays(at);
  }

  /** The service has heard of all that happened until now, and did what follows from it. */
  hear(now: number): void {
    for (const purchase of this.purchases.values()) {
      if (!purchase.fresh) continue;
      purchase.fresh = false;
      if (purchase.bought.purpose === 'membership') {
        this.person(purchase.bought.email).hear(purchase, now);
        endWhatIsPaidBack(purchase, now);
      }
      for (const gift of withdraw(purchase))
        if (gift.redeemedBy) this.person(gift.redeemedBy).lose(gift, now);
    }
  }

  person(email: string): Person {
    const person = this.people.get(email) ?? new Person(email);
    this.people.set(email, person);
    return person;
  }

  purchase(ref: number): Purchase {
    const purchase = this.purchases.get(ref);
    if (!purchase) throw new Error(`there is no purchase ${ref}`);
    return purchase;
  }

  /** Who names no campaign buys for the one that runs, if there is just one. */
  private forCheckout<S extends Join | Give | Donate>(step: S, at: number): S {
    const running = this.campaigns.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
    const [only] = running.length === 1 ? running : [];
    return { ...step, campaign: step.campaign ?? only?.slug ?? null };
  }

  private buy(purchase: Purchase, step: Join | Give | Donate, at: number): void {
    this.purchases.set(step.ref, purchase);
    this.person(step.email).bought.push(purchase);
    if (step.leaves) return;
    purchase.page = 'paid';
    purchase.paidAt = at;
    purchase.pay(at, purchase.bought.amount);
    const { interval, amount } = purchase.bought;
    if (interval !== 'once')
      purchase.subscription = new Subscription(
        at,
        interval === 'month' ? 1 : 12,
        amount,
        step.card === 'fails-later',
      );
  }

  private redeem(ref: number, place: number, by: string, at: number): void {
    const gift = this.purchase(ref).gifts[place - 1];
    if (!gift) throw new Error(`there is no gift ${ref}/${place}`);
    gift.redeemedBy = by;
    gift.redeemedAt = at;
    this.person(by).receive(gift, at);
  }
}

function momentOf(purchase: Purchase): number | null {
  if (purchase.page === 'open') return purchase.bought.openedAt + PAGE_OPEN;
  return purchase.subscription?.nextMoment ?? null;
}

function joined({ ref, email, plan, campaign, named }: Join, openedAt: number): Purchase {
  const { amount, months } = plans[plan];
  const interval = months === 1 ? 'month' : 'year';
  return new Purchase({
    ref,
    purpose: 'membership',
    email,
    plan,
    amount,
    quantity: 1,
    interval,
    campaign,
    openedAt,
    named,
  });
}

function given({ ref, email, months, recipients, campaign }: Give, openedAt: number): Purchase {
  const quantity = recipients.length;
  const amount = giftPrices[months] * quantity;
  const about = { ref, email, amount, quantity, campaign, openedAt, named: true };
  const purchase = new Purchase({ ...about, purpose: 'gift', plan: null, interval: 'once' });
  for (const [index, recipient] of recipients.entries())
    purchase.gifts.push(new Gift(purchase, index + 1, months, recipient));
  return purchase;
}

function donated({ ref, email, amount, interval, campaign, named }: Donate, openedAt: number): Purchase {
  return new Purchase({
    ref,
    purpose: 'donation',
    email,
    amount,
    quantity: 1,
    interval,
    plan: null,
    campaign,
    openedAt,
    named,
  });
}

type Change = Exclude<Step, Join | Give | Donate | { kind: 'redeem' }>;

function change(purchase: Purchase, step: Change, at: number): void {
  purchase.fresh = true;
  const { subscription } = purchase;
  switch (step.kind) {
    case 'refund':
      purchase.payments[step.payment]?.refunds.push({
        ref: step.ref,
        amount: step.amount,
        status: 'succeeded',
        at,
      });
      return;
    case 'cancel':
      subscription?.end(at);
      return;
    case 'cancel-later':
    case 'keep':
      if (subscription) subscription.cancelAtPeriodEnd = step.kind === 'cancel-later';
  }
}

/** Nothing more may be charged for what was paid back. */
function endWhatIsPaidBack(purchase: Purchase, now: number): void {
  const { subscription, initial } = purchase;
  const over = purchase.status === 'refunded' || initial?.lost;
  if (!over || !subscription?.runs) return;
  subscription.end(now);
}

/**
 * One gift for each whole price of a gift that went back: those that are withdrawn stay so, then those that nobody has
 * redeemed, the last first. Returns those that were withdrawn now.
 */
function withdraw({ gifts, bought, initial }: Purchase): Gift[] {
  const count = Math.floor((initial?.refunded ?? 0) / (bought.amount / bought.quantity));
  const rank = ({ withdrawn, redeemedBy }: Gift): number => (withdrawn ? 0 : redeemedBy ? 2 : 1);
  const chosen = [...gifts].sort((a, b) => rank(a) - rank(b) || b.place - a.place).slice(0, count);
  const fresh = chosen.filter(({ withdrawn }) => !withdrawn);
  for (const gift of gifts) gift.withdrawn = chosen.includes(gift);
  return fresh;
}
