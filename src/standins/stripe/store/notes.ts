import type Stripe from 'stripe';

/** What a Checkout Session was asked to make, and how far paying has come. Keyed by the session's id. */
export interface CheckoutNotes {
  id: string;
  lineItems: Stripe.LineItem[];
  paymentIntentData: {
    description?: string;
    metadata?: Stripe.Metadata;
    receipt_email?: string;
    setup_future_usage?: string;
  };
  subscriptionData: {
    description?: string;
    metadata?: Stripe.Metadata;
    /** When the first period that is charged begins, where there is no trial. */
    billing_cycle_anchor?: number;
    trial_end?: number;
    trial_period_days?: number;
    /** What a trial's end does where there is nothing to charge. */
    missing_payment_method?: 'cancel' | 'create_invoice' | 'pause';
  };
  /** The intent that attempts are made on; in subscription mode the session itself never names it. */
  paymentIntent: string | null;
  /** The card and the buyer of an attempt that waits for 3-D Secure. */
  waiting: { paymentMethod: string; email: string; name: string } | null;
  subscription: string | null;
  /** A debit that paid the page has arrived or failed; what becomes of its invoice later is not the page's. */
  settled?: true;
  /** The currency that the payer chose over the session's own. */
  presentment?: string | null;
}

/** A part of a price change that the subscription's next invoice will carry. */
export interface PendingLine {
  id: string;
  subscription: string;
  subscriptionItem: string;
  amount: number;
  currency: string;
  description: string;
  price: string;
  product: string;
  quantity: number;
  period: { start: number; end: number };
}

export type DeliveryState = 'pending' | 'succeeded' | 'failed' | 'canceled';

/** One event on its way to one endpoint. Times are ms of real time: signatures are checked against it. */
export interface Delivery {
  id: string;
  event: string;
  endpoint: string;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: number | null;
  firstAttemptAt: number | null;
  lastStatus: number | null;
  lastError: string | null;
}

/** What an idempotency key was answered with. Keyed by the key itself. */
export interface StoredResponse {
  id: string;
  fingerprint: string;
  status: number;
  body: string;
  created: number;
}

/** What a payer's bank says from now on, whatever the card's number says. Keyed by the payment method. */
export interface BankMood {
  id: string;
  /** `waits`: a debit is on its way until somebody says by hand whether it arrives. */
  mood: 'asks' | 'declines' | 'pays' | 'waits';
}

/** What an account's owner sets in Stripe's dashboard; there is one row. */
export interface AccountSettings {
  id: 'account_settings';
  /** What becomes of a subscription whose renewal fails for the last time. */
  afterRetries: 'canceled' | 'past_due' | 'unpaid';
}

/** How far this world's clock is ahead of the one that it goes with, in ms; there is one row. */
export interface ClockState {
  id: 'clock';
  ahead: number;
}

/** That the end of a trial was told of in advance. Keyed by the subscription. */
export interface TrialNotice {
  id: string;
  trialEnd: number;
}
