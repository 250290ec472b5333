import type { Money } from '../common/money.js';
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

/** The first money is in. `period` is set for what recurs and is already known: the span that was paid. */
export interface Paid extends Fact {
  kind: 'paid';
  payment: Payment | null;
  payer: { email: string | null; name: string | null };
  subscriptionId: string | null;
  customerId: string | null;
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
  change: {
    kind: 'refund' | 'refund_failed' | 'dispute' | 'dispute_won';
    /** Stripe's id of the refund or dispute. */
    source: string;
    /** Signed, in the payment's currency: negative when money left. */
    money: Money;
  };
}

/** A recurring payment's state at Stripe, read fresh. `paidUntil` is the end of its items' current period. */
export interface SubscriptionState extends Fact {
  kind: 'subscription';
  subscriptionId: string;
  customerId: string | null;
  status:
    | 'incomplete'
    | 'incomplete_expired'
    | 'trialing'
    | 'active'
    | 'past_due'
    | 'unpaid'
    | 'paused'
    | 'canceled';
  paidUntil: Date;
  /** When it will end, whether by `cancel_at` or by `cancel_at_period_end`; null when it goes on. */
  cancelAt: Date | null;
  endedAt: Date | null;
}

/** What a feature is told about money: plain facts, never a Stripe object. */
export type Outcome = Paid | Renewed | Reversed | SubscriptionState;
