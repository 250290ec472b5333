import type Stripe from 'stripe';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import { offerOf } from '../billing/offers.js';
import { applyOffer } from '../billing/session-discount.js';
import { checkTotal } from '../billing/totals.js';
import { methodTypes } from '../billing/method-types.js';
import { lineItems } from './line-items.js';
import { checkOrder } from './session-checks.js';
import { freshMetadata } from './session-params.js';
import type { SessionOrder } from './session-params.js';

const DAY = 86_400;

export function createSession(world: World, order: SessionOrder): Stripe.Checkout.Session {
  checkOrder(world, order);
  const given = lineItems(world, order.line_items ?? [], order.mode === 'subscription');
  const {
    billing_cycle_anchor: anchor,
    trial_end: trialEnd,
    trial_period_days: trialDays,
  } = order.subscription_data ?? {};
  const items = anchor || trialEnd || trialDays ? given.map(free) : given;
  const code = items[0]?.currency ?? 'eur';
  const total = items.reduce((sum, item) => sum + item.amount_total, 0);
  checkTotal(total, code);
  const id = newId('cs_test', 58);
  const {
    description,
    metadata,
    receipt_email: receiptEmail,
    setup_future_usage: usage,
  } = order.payment_intent_data ?? {};
  const subscriptionData = order.subscription_data ?? {};
  world.put('checkout_notes', {
    id,
    lineItems: items,
    paymentIntentData: {
      ...(description && { description }),
      metadata: freshMetadata(metadata),
      ...(receiptEmail && { receipt_email: receiptEmail }),
      ...(usage && { setup_future_usage: usage }),
    },
    subscriptionData: {
      ...(subscriptionData.description && { description: subscriptionData.description }),
      metadata: freshMetadata(subscriptionData.metadata),
      ...(anchor && { billing_cycle_anchor: anchor }),
      ...(subscriptionData.trial_end && { trial_end: subscriptionData.trial_end }),
      ...(subscriptionData.trial_period_days && { trial_period_days: subscriptionData.trial_period_days }),
      ...(subscriptionData.trial_settings && {
        missing_payment_method: subscriptionData.trial_settings.end_behavior.missing_payment_method,
      }),
    },
    paymentIntent: null,
    waiting: null,
    subscription: null,
  });
  const session = world.put('checkout.session', buildSession(world, id, order, code, total));
  const [named] = order.discounts ?? [];
  return named ? applyOffer(world, session, offerOf(world, named)) : session;
}

/** In a trial, or before a first period that is not prorated, the first invoice, and so the page, is about nothing. */
function free(item: Stripe.LineItem): Stripe.LineItem {
  return { ...item, amount_subtotal: 0, amount_total: 0 };
}

function buildSession(
  world: World,
  id: string,
  order: SessionOrder,
  code: string,
  total: number,
): Stripe.Checkout.Session {
  const payment = order.mode === 'payment';
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: order.adaptive_pricing?.enabled ?? true },
    after_expiration: null,
    allow_promotion_codes: order.allow_promotion_codes ?? null,
    allowed_payment_method_types: order.allowed_payment_method_types ?? null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: order.billing_address_collection ?? null,
    cancel_url: order.cancel_url ?? null,
    client_reference_id: order.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.now(),
    currency: code,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: order.customer ?? null,
    customer_account: null,
    customer_creation: payment && !order.customer ? (order.customer_creation ?? 'if_required') : null,
    customer_details: customerDetails(world, order),
    customer_email: order.customer_email ?? null,
    discounts: [],
    expires_at: order.expires_at ?? world.now() + DAY,
    integration_identifier: null,
    invoice: null,
    invoice_creation: payment ? noInvoice() : null,
    livemode: false,
    locale: order.locale ?? null,
    managed_payments: null,
    metadata: freshMetadata(order.metadata),
    mode: order.mode,
    origin_context: order.origin_context ?? null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: payment ? 'if_required' : (order.payment_method_collection ?? 'always'),
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: methodTypes(
      code,
      order.allowed_payment_method_types,
      order.excluded_payment_method_types,
    ),
    payment_status: 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: order.submit_type ?? null,
    subscription: null,
    success_url: order.success_url ?? null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.publicUrl}/c/pay/${id}`,
    wallet_options: null,
  };
}

function customerDetails(world: World, order: SessionOrder): Stripe.Checkout.Session.CustomerDetails | null {
  const email = order.customer_email ?? world.find('customer', order.customer)?.email;
  if (!email) return null;
  const none = { address: null, business_name: null, individual_name: null, name: null, phone: null };
  return { ...none, email, tax_exempt: 'none', tax_ids: null };
}

function noInvoice(): Stripe.Checkout.Session.InvoiceCreation {
  const none = { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: null };
  return { enabled: false, invoice_data: { ...none, metadata: {}, rendering_options: null } };
}
