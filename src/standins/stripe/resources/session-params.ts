import type Stripe from 'stripe';
import { MAX_AMOUNT } from '../billing/totals.js';
import {
  accepted,
  flag,
  integer,
  list,
  mergeMetadata,
  metadata,
  object,
  oneOf,
  paramsOf,
  required,
  text,
} from '../http/params.js';
import { pagingFields, timeRange } from '../http/paging.js';
import { email } from './customers.js';
import { currency, recurringFields } from './price-building.js';

const priceData = object({
  currency: required(currency),
  product: text(),
  product_data: object({
    name: required(text()),
    description: text(),
    images: list(text(), 8),
    metadata,
    tax_code: text(),
    unit_label: text(12),
  }),
  recurring: object(recurringFields),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  unit_amount: integer(0, MAX_AMOUNT),
});

export const lineItem = object({
  adjustable_quantity: accepted,
  metadata,
  price: text(),
  price_data: priceData,
  quantity: integer(1, 999_999),
});

const paymentIntentData = object({
  capture_method: oneOf('automatic', 'automatic_async'),
  description: text(1000),
  metadata,
  receipt_email: email,
  setup_future_usage: oneOf('off_session', 'on_session'),
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
});

const subscriptionData = object({
  billing_cycle_anchor: integer(),
  billing_mode: accepted,
  description: text(500),
  metadata,
  proration_behavior: oneOf('create_prorations', 'none'),
  trial_end: integer(),
  trial_period_days: integer(1, 730),
  trial_settings: object({
    end_behavior: required(
      object({
        missing_payment_method: required(oneOf('cancel', 'create_invoice', 'pause')),
      }),
    ),
  }),
});

export const createParams = paramsOf<Stripe.Checkout.SessionCreateParams>()({
  adaptive_pricing: object({ enabled: flag }),
  allow_promotion_codes: flag,
  allowed_payment_method_types: list(text()),
  automatic_tax: accepted,
  billing_address_collection: oneOf('auto', 'required'),
  branding_settings: accepted,
  cancel_url: text(),
  client_reference_id: text(200),
  consent_collection: accepted,
  currency,
  custom_text: accepted,
  discounts: list(object({ coupon: text(), promotion_code: text() }), 1),
  customer: text(),
  customer_creation: oneOf('always', 'if_required'),
  customer_email: email,
  customer_update: accepted,
  excluded_payment_method_types: list(text()),
  expires_at: integer(),
  invoice_creation: accepted,
  line_items: list(lineItem, 100),
  locale: text(10),
  metadata,
  mode: required(oneOf('payment', 'setup', 'subscription')),
  name_collection: accepted,
  origin_context: oneOf('mobile_app', 'web'),
  payment_intent_data: paymentIntentData,
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_configuration: text(),
  payment_method_options: accepted,
  phone_number_collection: accepted,
  redirect_on_completion: oneOf('always', 'if_required', 'never'),
  saved_payment_method_options: accepted,
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  subscription_data: subscriptionData,
  success_url: text(),
  tax_id_collection: accepted,
  ui_mode: oneOf('hosted_page'),
});

export type SessionOrder = ReturnType<typeof createParams>;
export type LineOrder = ReturnType<typeof lineItem>;

export const updateParams = paramsOf<Stripe.Checkout.SessionUpdateParams>()({ metadata });

export const listParams = paramsOf<Stripe.Checkout.SessionListParams>()({
  ...pagingFields,
  created: timeRange,
  customer: text(),
  customer_details: object({ email: text() }),
  payment_intent: text(),
  status: oneOf('complete', 'expired', 'open'),
  subscription: text(),
});

/** Metadata of a new object, without the keys that an empty text unsets. */
export function freshMetadata(given: Record<string, string> | null | undefined): Record<string, string> {
  return mergeMetadata({}, given);
}
