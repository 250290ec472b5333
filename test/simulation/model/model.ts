import { Gift } from './gift.js';
import { MINUTE, morningOf } from './calendar.js';
import type { Payment, Refund } from './payment.js';
import { Person } from './person.js';
import { plans, giftPrices } from './prices.js';
import { Purchase } from './purchase.js';
import { type Card, codes, type Donate, type Give, type Join, type Step } from './step.js';
import { Subscription } from './subscription.js';

/** A campaign's interval is half-open. */
export interface Campaign {
  slug: string;
  startsAt: number;
  endsAt: number;
  /** Whether people who come back count. */
  countReturning: boolean;
}

/** How the newsroom's account at Stripe is set. */
export interface Account {
  afterRetries: 'canceled' | 'unpaid';
  /** How long a bank takes to decide about a refund that is not done at once, in ms. */
  decides: number;
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

  constructor(
    readonly campaigns: Campaign[],
    private readonly account: Account,
  ) {}

  /** When time next changes something at Stripe. */
  nextMoment(): number | null {
    let next: number | null = null;
    for (const purchase of this.purchases.values()) {
      const moment = momentOf(purchase);
      if (moment !== null && (next === null || moment < next)) next = moment;
    }
    return next;
  }

  /** Does what falls due at that moment. */
  advance(at: number): void {
    for (const purchase of this.purchases.values()) {
      const due = momentOf(purchase);
      if (due !== null && due <= at) bring(purchase, at);
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
      case 'foreign':
      case 'warn':
      case 'change-address':
      case 'delete-customer':
        // Not ours, or nothing changes; what ends with a customer is told as ended.
        return;
      case 'staff-refund':
        return change(
          this.purchase(step.purchase),
          { ...step, kind: 'refund', payment: 0 },
          at,
          this.account,
        );
      case 'redeem':
        return this.redeem(step.purchase, step.place, step.by, at);
      default:
        return change(this.purchase(step.purchase), step, at, this.account);
    }
  }

  /** Nobody pays for a second membership without being told that there is one. */
  refuses(step: Step, at: number): boolean {
    return step.kind === 'join' && step.named && this.person(step.email).pays(at);
  }

  /** All gifts whose day has come arrive. */
  deliver(now: number): void {
    for (const purchase of this.purchases.values())
      if (purchase.page === 'paid' && !purchase.fresh)
        for (const gift of purchase.gifts) {
          gift.wasDue ||= (gift.dueAt ?? now) <= now;
          if (isDue(gift, now)) gift.delivered = true;
        }
  }

  /** The service has heard of all that happened until now, and did what follows from it. */
  hear(now: number): void {
    for (const purchase of this.purchases.values()) {
      if (!purchase.fresh) continue;
      purchase.fresh = false;
      if (purchase.bought.purpose === 'membership') {
        this.person(purchase.bought.email).hear(purchase, now);
      }
      purchase.hear();
      endWhatIsPaidBack(purchase, now);
      this.hearOfGifts(purchase, now);
    }
  }

  private hearOfGifts(purchase: Purchase, now: number): void {
    const withdrawn = withdrawnOf(purchase);
    for (const gift of purchase.gifts) {
      const before = gift.withdrawn;
      gift.withdrawn = withdrawn.has(gift);
      gift.wasDue ||= (gift.dueAt ?? now) <= now;
      if (purchase.page === 'paid' && isDue(gift, now)) gift.delivered = true;
      const redeemer = gift.redeemedBy ? this.person(gift.redeemedBy) : null;
      if (gift.withdrawn && !before) redeemer?.lose(gift, now);
      if (!gift.withdrawn && before) redeemer?.regain(gift, now);
      redeemer?.freeze(gift, Boolean(purchase.initial?.disputed) && !gift.withdrawn, now);
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
    purchase.card = step.card;
    const price = purchase.bought.amount * (1 - (step.code ? codes[step.code] : 0) / 100);
    purchase.price = price;
    if (price > 0 && (step.card === 'bank' || step.card === 'bank-fails')) {
      purchase.page = 'processing';
      purchase.settlesAt = at + this.account.decides;
      return;
    }
    purchase.arrive(at);
    const { interval, amount } = purchase.bought;
    if (interval !== 'once')
      purchase.subscription = new Subscription({
        startedAt: at,
        months: interval === 'month' ? 1 : 12,
        amount,
        cardFailsLater: step.card === 'fails-later',
        afterRetries: this.account.afterRetries,
      });
  }

  private redeem(ref: number, place: number, by: string, at: number): void {
    const gift = this.purchase(ref).gifts[place - 1];
    if (!gift) throw new Error(`there is no gift ${ref}/${place}`);
    if (gift.recipient !== by) gift.askedBy = by;
    gift.redeemedBy = by;
    gift.redeemedAt = at;
    this.person(by).receive(gift, at);
  }
}

function momentOf(purchase: Purchase): number | null {
  if (purchase.page === 'open') return purchase.bought.openedAt + PAGE_OPEN;
  if (purchase.page === 'processing') return purchase.settlesAt;
  let next = purchase.subscription?.nextMoment ?? Infinity;
  for (const { refunds } of purchase.payments)
    for (const { decidedAt } of refunds) next = Math.min(next, decidedAt ?? Infinity);
  return next === Infinity ? null : next;
}

function bring(purchase: Purchase, at: number): void {
  purchase.fresh = true;
  if (purchase.page === 'open') purchase.page = 'expired';
  if (purchase.page === 'processing') {
    if (purchase.card === 'bank') purchase.arrive(at);
    else purchase.page = 'failed';
  }
  for (const { refunds } of purchase.payments) for (const refund of refunds) decide(refund, at);
  const { subscription } = purchase;
  if (!subscription || (subscription.nextMoment ?? Infinity) > at) return;
  for (const { amount } of subscription.advance(at)) purchase.pay(at, amount);
}

function decide(refund: Refund, at: number): void {
  if (refund.decidedAt === null || refund.decidedAt > at) return;
  refund.decidedAt = null;
  refund.status = refund.fails ? 'failed' : 'succeeded';
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
  for (const [index, { email: to, on }] of recipients.entries())
    purchase.gifts.push(new Gift(purchase, index + 1, months, to, to && on ? morningOf(on) : null));
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

type Change = Exclude<
  Step,
  | Join
  | Give
  | Donate
  | { kind: 'redeem' | 'foreign' | 'warn' | 'change-address' | 'delete-customer' | 'staff-refund' }
>;

function change(purchase: Purchase, step: Change, at: number, account: Account): void {
  purchase.fresh = true;
  if (step.kind === 'refund' || step.kind === 'dispute' || step.kind === 'close') {
    const payment = purchase.payments[step.payment];
    if (payment) moveBack(payment, step, at, { slow: slowness(purchase.card, at + account.decides) });
  } else if (purchase.subscription) changeSubscription(purchase, purchase.subscription, step, at);
}

/** The giver has the link at once, the recipient on the day; a gift that is paid and goes out today goes out first of all. */
function isDue({ recipient, dueAt, purchase, withdrawn }: Gift, now: number): boolean {
  if (recipient === null || dueAt === null) return true;
  return dueAt <= now && !withdrawn && !purchase.initial?.disputed;
}

type Slow = Pick<Refund, 'status' | 'decidedAt' | 'fails'>;

/** With some cards the bank decides about a refund later. */
function slowness(card: Card, decidedAt: number): Slow {
  if (card === 'refund-fails') return { status: 'succeeded', decidedAt, fails: true };
  if (card === 'refund-pending') return { status: 'pending', decidedAt, fails: false };
  return { status: 'succeeded', decidedAt: null, fails: false };
}

type Reversal = Extract<Change, { payment: number }>;

function moveBack(payment: Payment, step: Reversal, at: number, { slow }: { slow: Slow }): void {
  if (step.kind === 'refund') {
    payment.refunds.push({ ref: step.ref, amount: step.amount, at, ...slow });
  } else if (step.kind === 'dispute') {
    const { ref, inquiry } = step;
    payment.disputes.push({ ref, at, withdrawn: !inquiry, status: inquiry ? 'inquiry' : 'open' });
  } else if (payment.openDispute) {
    const { openDispute: dispute } = payment;
    if (dispute.withdrawn) dispute.withdrawn = step.outcome === 'lost';
    dispute.status = dispute.status === 'inquiry' ? 'closed' : step.outcome;
  }
}

function changeSubscription(
  purchase: Purchase,
  subscription: Subscription,
  step: Exclude<Change, Reversal>,
  at: number,
): void {
  switch (step.kind) {
    case 'cancel':
      subscription.end(at);
      return;
    case 'cancel-later':
      subscription.cancelAtPeriodEnd = true;
      return;
    case 'cancel-at':
      subscription.cancelAt = step.at;
      return;
    case 'keep':
      subscription.cancelAtPeriodEnd = false;
      subscription.cancelAt = null;
      return;
    case 'pause-collection':
    case 'resume-collection':
      subscription.collectionPaused = step.kind === 'pause-collection';
      return;
    case 'price':
      subscription.amount = step.amount;
      return;
    case 'recover':
      for (const { amount } of subscription.recover()) purchase.pay(at, amount);
  }
}

/** Nothing more may be charged for a membership that was paid back, or after a dispute was lost. */
function endWhatIsPaidBack(purchase: Purchase, now: number): void {
  const { subscription, payments, bought } = purchase;
  const over = bought.purpose === 'membership' && purchase.isTakenBack;
  if (!over && !payments.some(({ lost }) => lost)) return;
  if (!subscription || subscription.status === 'canceled') return;
  subscription.end(now);
  // What follows comes back as an event.
  purchase.fresh = true;
}

/**
 * One gift for each whole price of a gift that went back, or all when a dispute was lost: those that are withdrawn stay so,
 * then those that nobody has redeemed, the last first.
 */
function withdrawnOf({ gifts, initial }: Purchase): Set<Gift> {
  const back = initial?.lost ? initial.amount : (initial?.refunded ?? 0);
  const count = Math.floor((back * gifts.length) / (initial?.amount ?? 1));
  const rank = ({ withdrawn, redeemedBy }: Gift): number => (withdrawn ? 0 : redeemedBy ? 2 : 1);
  return new Set([...gifts].sort((a, b) => rank(a) - rank(b) || b.place - a.place).slice(0, count));
}
