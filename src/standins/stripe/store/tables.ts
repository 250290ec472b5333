import type Stripe from 'stripe';
import type { IndexKey } from './collection.js';
import type {
  AccountSettings,
  BankMood,
  CheckoutNotes,
  ClockState,
  Delivery,
  PendingLine,
  StoredResponse,
  TrialNotice,
} from './notes.js';

/** Every object that Stripe shows, by its name on the wire, and below them what Stripe keeps to itself. */
export interface Tables {
  product: Stripe.Product;
  price: Stripe.Price;
  coupon: Stripe.Coupon;
  promotion_code: Stripe.PromotionCode;
  discount: Stripe.Discount;
  customer: Stripe.Customer;
  payment_method: Stripe.PaymentMethod;
  'checkout.session': Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  balance_transaction: Stripe.BalanceTransaction;
  dispute: Stripe.Dispute;
  'radar.early_fraud_warning': Stripe.Radar.EarlyFraudWarning;
  subscription: Stripe.Subscription;
  invoice: Stripe.Invoice;
  invoice_payment: Stripe.InvoicePayment;
  event: Stripe.Event;
  webhook_endpoint: Stripe.WebhookEndpoint;
  'billing_portal.session': Stripe.BillingPortal.Session;
  'billing_portal.configuration': Stripe.BillingPortal.Configuration;

  deleted: Stripe.DeletedCustomer | Stripe.DeletedProduct | Stripe.DeletedWebhookEndpoint;
  checkout_notes: CheckoutNotes;
  pending_line: PendingLine;
  delivery: Delivery;
  stored_response: StoredResponse;
  bank_mood: BankMood;
  trial_notice: TrialNotice;
  account_settings: AccountSettings;
  clock: ClockState;
}

export type TableName = keyof Tables;
export type Indexes = { [K in TableName]: Record<string, IndexKey<Tables[K]>> };

/** The id of a field that may hold an id or, expanded, the object. */
export function idOf(value: string | { id: string } | null | undefined): string | null {
  if (value == null) return null;
  return typeof value === 'string' ? value : value.id;
}

export const indexes: Indexes = {
  product: {},
  price: { product: (row) => idOf(row.product), lookup_key: (row) => row.lookup_key },
  coupon: {},
  promotion_code: { code: (row) => row.code.toLowerCase() },
  discount: { subscription: (row) => row.subscription },
  customer: { email: (row) => row.email },
  payment_method: { customer: (row) => idOf(row.customer) },
  'checkout.session': {
    customer: (row) => idOf(row.customer),
    payment_intent: (row) => idOf(row.payment_intent),
    subscription: (row) => idOf(row.subscription),
  },
  payment_intent: { customer: (row) => idOf(row.customer) },
  charge: { customer: (row) => idOf(row.customer), payment_intent: (row) => idOf(row.payment_intent) },
  refund: { charge: (row) => idOf(row.charge), payment_intent: (row) => idOf(row.payment_intent) },
  balance_transaction: { source: (row) => idOf(row.source) },
  dispute: { charge: (row) => idOf(row.charge), payment_intent: (row) => idOf(row.payment_intent) },
  'radar.early_fraud_warning': {
    charge: (row) => idOf(row.charge),
    payment_intent: (row) => idOf(row.payment_intent),
  },
  subscription: { customer: (row) => idOf(row.customer) },
  invoice: {
    customer: (row) => idOf(row.customer),
    subscription: (row) => idOf(row.parent?.subscription_details?.subscription),
  },
  invoice_payment: {
    invoice: (row) => idOf(row.invoice),
    payment_intent: (row) => idOf(row.payment.payment_intent),
  },
  event: {},
  webhook_endpoint: {},
  'billing_portal.session': {},
  'billing_portal.configuration': {},
  deleted: {},
  checkout_notes: {
    subscription: (row) => row.subscription,
    payment_intent: (row) => row.paymentIntent,
  },
  pending_line: { subscription: (row) => row.subscription },
  delivery: { event: (row) => row.event, endpoint: (row) => row.endpoint },
  stored_response: {},
  bank_mood: {},
  trial_notice: {},
  account_settings: {},
  clock: {},
};

const prefixes = new Map<string, TableName>(
  Object.entries({
    prod: 'product',
    price: 'price',
    promo: 'promotion_code',
    di: 'discount',
    cus: 'customer',
    pm: 'payment_method',
    cs: 'checkout.session',
    pi: 'payment_intent',
    ch: 'charge',
    re: 'refund',
    txn: 'balance_transaction',
    du: 'dispute',
    issfr: 'radar.early_fraud_warning',
    sub: 'subscription',
    in: 'invoice',
    inpay: 'invoice_payment',
    evt: 'event',
    we: 'webhook_endpoint',
    bps: 'billing_portal.session',
    bpc: 'billing_portal.configuration',
  }),
);

/** `ch_1abc` → `charge`; products may carry ids of the caller's own. */
export function tableOfId(id: string): TableName | undefined {
  return prefixes.get(id.slice(0, id.indexOf('_')));
}
