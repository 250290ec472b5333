import type { Money } from '../common/money.js';
import type { SubscriptionState } from './outcome.js';

/** What Stripe says about one of our purchases, in our words. A fact may be applied again and in any order. */
interface AboutPurchase {
  purchaseId: string;
}

/** Money that went through (`pi_…`), in the account's currency; `presentment` is what the payer saw. */
export interface PaymentFact {
  id: string;
  price: Money;
  presentment: Money | null;
}

/** Stripe's page and how it ended; only ever moves forward. `at` is when the money was there. */
export interface SessionFact extends AboutPurchase {
  kind: 'session';
  sessionId: string;
  standing: 'open' | 'processing' | 'paid' | 'failed' | 'expired';
  payment: PaymentFact | null;
  payer: { email: string | null; name: string | null };
  customerId: string | null;
  subscriptionId: string | null;
  at: Date;
}

/** A paid invoice of something that recurs; `initial` is the one that began it. */
export interface InvoiceFact extends AboutPurchase {
  kind: 'invoice';
  invoiceId: string;
  subscriptionId: string;
  initial: boolean;
  payments: PaymentFact[];
  at: Date;
}

/** What can change was read at a time, by the database's clock just before the asking: older readings are refused. */
interface Reading extends AboutPurchase {
  readAt: Date;
}

export interface SubscriptionFact extends Reading {
  kind: 'subscription';
  subscriptionId: string;
  customerId: string | null;
  status: SubscriptionState['status'];
  paidUntil: Date;
  cancelAt: Date | null;
  endedAt: Date | null;
}

export interface RefundFact extends Reading {
  kind: 'refund';
  id: string;
  paymentId: string;
  price: Money;
  status: string;
  at: Date;
}

export interface DisputeFact extends Reading {
  kind: 'dispute';
  id: string;
  paymentId: string;
  price: Money;
  status: string;
  reason: string;
  fundsWithdrawn: boolean;
  at: Date;
}

export type Fact = SessionFact | InvoiceFact | SubscriptionFact | RefundFact | DisputeFact;

/** A fact with the event that made us look; null when a person's return or a button did. */
export interface Told<F extends Fact = Fact> {
  fact: F;
  eventId: string | null;
}
