import type { Money } from '../common/money.js';
import type { SubscribedItem, SubscriptionStatus } from './facts.js';
import type { Purchase } from './purchase.js';

/** What is true of every outcome: which purchase, which event brought it, and when it happened at Stripe (not when we heard). */
interface Fact {
  purchase: Purchase;
  eventId: string | null;
  at: Date;
}

/** One payment at Stripe (`pi_…`). `initial` is the one that bought the thing; renewals are not. */
export interface Payment {
  id: string;
  initial: boolean;
  price: Money;
}

/** Stripe's page was completed, and the money is in or will not be asked for now: what was bought begins. */
export interface Paid extends Fact {
  kind: 'paid';
  payment: Payment | null;
  /** What was charged, coupons and trials taken off. Nothing counts before something was charged (counting.md, rule 2). */
  price: Money;
  payer: { email: string | null; name: string | null };
  subscriptionId: string | null;
  customerId: string | null;
}

/** The first charge of what had begun for nothing: a trial ended, a coupon ran out. */
export interface Charged extends Fact {
  kind: 'charged';
  payment: Payment;
}

/** The page was completed with a way to pay that takes days. */
export interface Awaited extends Fact {
  kind: 'awaited';
}

/** The payment that took days did not come. */
export interface Bounced extends Fact {
  kind: 'bounced';
}

/** A charge of something that recurs did not go through. */
export interface ChargeFailed extends Fact {
  kind: 'charge_failed';
  invoiceId: string;
  price: Money;
  payUrl: string | null;
  wantsConfirmation: boolean;
}

/** A later charge of something that recurs. */
export interface Renewed extends Fact {
  kind: 'renewed';
  payment: Payment;
}

/**
 * How much of one payment is back with the payer now, all refunds and disputes taken together: a state, so order does not matter.
 * `change` is the one refund or dispute that brought it.
 */
export interface Reversed extends Fact {
  kind: 'reversed';
  payment: Payment;
  refunded: Money;
  disputed: boolean;
  /** A dispute about it was lost: what was withdrawn stays so, for good. */
  lost: boolean;
  /** Null when no money moved: a dispute was lost. */
  change: {
    kind: 'refund' | 'refund_failed' | 'dispute' | 'dispute_won';
    /** Stripe's id of the refund or dispute; from its second turn on with the turn's number. */
    source: string;
    /** Signed, in the payment's currency: negative when money left. */
    money: Money;
  } | null;
}

/**
 * A recurring payment's state at Stripe, read fresh. `paidUntil` is the end of what is paid for: of its items' current
 * period, but of the last paid one while a charge has failed or none is made.
 */
export interface SubscriptionState extends Fact {
  kind: 'subscription';
  subscriptionId: string;
  customerId: string | null;
  status: SubscriptionStatus;
  paidUntil: Date;
  trialEnd: Date | null;
  item: SubscribedItem;
  /** When it will end, whether by `cancel_at` or by `cancel_at_period_end`; null when it goes on. */
  cancelAt: Date | null;
  endedAt: Date | null;
}

/** What a feature is told about money: plain facts, never a Stripe object. */
export type Outcome =
  Paid | Charged | Awaited | Bounced | ChargeFailed | Renewed | Reversed | SubscriptionState;
