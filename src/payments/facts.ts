import type { Money } from '../common/money.js';
import type { Adoption } from './adoptions.js';

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
  /** What the page came to, coupons and trials taken off; null where Stripe does not say. */
  total: Money | null;
  payer: { email: string | null; name: string | null };
  customerId: string | null;
  subscriptionId: string | null;
  at: Date;
}

/** A paid invoice of something that recurs; `initial` is the first one that charged anything. */
export interface InvoiceFact extends AboutPurchase {
  kind: 'invoice';
  invoiceId: string;
  subscriptionId: string;
  initial: boolean;
  payments: PaymentFact[];
  /** The end of the span that it paid for. */
  periodEnd: Date | null;
  at: Date;
}

/** What can change was read at a time, by the database's clock just before the asking: older readings are refused. */
interface Reading extends AboutPurchase {
  readAt: Date;
}

/** An invoice that Stripe tried to charge and could not. */
export interface ChargeFailureFact extends Reading {
  kind: 'charge_failure';
  invoiceId: string;
  subscriptionId: string;
  price: Money;
  /** Stripe's page to pay it on, or to confirm the payment. */
  payUrl: string | null;
  /** The card is good, its bank wants its holder to confirm (3-D Secure). */
  wantsConfirmation: boolean;
}

/** As Stripe has them. */
export type SubscriptionStatus =
  'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled';

export interface SubscriptionFact extends Reading {
  kind: 'subscription';
  subscriptionId: string;
  customerId: string | null;
  startedAt: Date;
  status: SubscriptionStatus;
  /** Of its items; what Stripe bills next begins at the end. */
  period: { start: Date; end: Date };
  /** `pause_collection`: it runs on, and nobody is charged. */
  collectionPaused: boolean;
  trialEnd: Date | null;
  item: SubscribedItem;
  cancelAt: Date | null;
  endedAt: Date | null;
}

/** What is subscribed to; `productKey` as our purchases name it, null for a product that is not ours. */
export interface SubscribedItem {
  productId: string;
  priceId: string;
  productKey: string | null;
  /** Null where it is no plain amount: by tiers, say. */
  price: Money | null;
  /** Stripe's: `month`, `year`, and others that are none of ours. */
  interval: string;
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

/** A bank's early warning that a payment may be a fraud: there is time to refund before a dispute. */
export interface WarningFact extends AboutPurchase {
  kind: 'warning';
  id: string;
  paymentId: string;
}

/** A customer whose details were changed at Stripe, or who was deleted there. */
export interface CustomerFact extends AboutPurchase {
  kind: 'customer';
  customerId: string;
  email: string | null;
  deleted: boolean;
}

/** A subscription that was begun elsewhere and is ours from now on. `at` is when it began. */
export interface AdoptionFact extends AboutPurchase {
  kind: 'adoption';
  adoption: Adoption;
  subscriptionId: string;
  customerId: string | null;
  price: Money;
  payer: { email: string | null; name: string | null };
  at: Date;
}

export type Fact =
  | AdoptionFact
  | SessionFact
  | InvoiceFact
  | ChargeFailureFact
  | SubscriptionFact
  | RefundFact
  | DisputeFact
  | WarningFact
  | CustomerFact;

/** A fact with the event that made us look; null when a person's return or a button did. */
export interface Told<F extends Fact = Fact> {
  fact: F;
  eventId: string | null;
}
