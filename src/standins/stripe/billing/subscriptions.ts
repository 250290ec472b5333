import type Stripe from 'stripe';
import { addIntervals } from '../calendar.js';
import type { Interval } from '../calendar.js';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { differences } from './differences.js';

interface NewSubscription {
  customer: string;
  currency: string;
  paymentMethod: string | null;
  description?: string | null;
  metadata?: Stripe.Metadata;
  trialEnd: number | null;
  /** Where its first period ends early, without a charge and without a trial. */
  anchor?: number | null;
  missingMethod?: 'cancel' | 'create_invoice' | 'pause';
  lineItems: Stripe.LineItem[];
}

/** A subscription that begins now, in its first period or its trial. The caller bills it and tells of it. */
export function buildSubscription(world: World, given: NewSubscription): Stripe.Subscription {
  const id = newId('sub');
  const now = world.now();
  const firstEnd = given.trialEnd ?? given.anchor ?? null;
  const anchor = firstEnd ?? now;
  const items = given.lineItems.map((line) => buildItem(world, id, line, firstEnd));
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: anchor,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency: given.currency,
    customer: given.customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: given.paymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: given.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: { object: 'list', data: items, has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata ?? {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: given.trialEnd ? 'trialing' : 'active',
    test_clock: null,
    transfer_data: null,
    trial_end: given.trialEnd,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: null,
        missing_payment_method: given.missingMethod ?? 'create_invoice',
      },
    },
    trial_start: given.trialEnd ? now : null,
  };
}

function buildItem(
  world: World,
  subscription: string,
  line: Stripe.LineItem,
  firstEnd: number | null,
): Stripe.SubscriptionItem {
  const { price } = line;
  if (!price) throw new Error(`Line item ${line.id} has no price.`);
  const now = world.now();
  return {
    id: newId('si', 14),
    object: 'subscription_item',
    billing_thresholds: null,
    created: now,
    current_period_end: firstEnd ?? periodAfter(now, price),
    current_period_start: now,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price,
    quantity: line.quantity ?? 1,
    subscription,
    tax_rates: [],
  };
}

export function rhythmOf(price: Stripe.Price): { interval: Interval; every: number } {
  const { interval = 'month', interval_count: every = 1 } = price.recurring ?? {};
  return { interval: interval as Interval, every };
}

export function periodAfter(start: number, price: Stripe.Price): number {
  const { interval, every } = rhythmOf(price);
  return addIntervals(start, interval, every);
}

/** The old face of a recurring price, which items still carry. */
export function planOf(price: Stripe.Price): Stripe.Plan {
  const { interval, every } = rhythmOf(price);
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval,
    interval_count: every,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: idOf(price.product),
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

export function periodEnd(subscription: Stripe.Subscription): number {
  return Math.min(...subscription.items.data.map((item) => item.current_period_end));
}

/** Puts a change and tells of it with the attributes as they were. */
export function changeSubscription(
  world: World,
  subscription: Stripe.Subscription,
  changes: Partial<Stripe.Subscription>,
): Stripe.Subscription {
  const changed = world.put('subscription', { ...subscription, ...changes });
  const previous = differences(subscription, changes);
  if (previous) emit(world, 'customer.subscription.updated', changed, previous);
  return changed;
}

type Reason = 'cancellation_requested' | 'payment_failed' | 'payment_disputed';

/** Ends it now. */
export function endSubscription(
  world: World,
  subscription: Stripe.Subscription,
  reason: Reason,
): Stripe.Subscription {
  if (subscription.status === 'canceled') throw invalid('This subscription has already been canceled.');
  const details = subscription.cancellation_details;
  const ended = world.put('subscription', {
    ...subscription,
    canceled_at: subscription.canceled_at ?? world.now(),
    cancellation_details: {
      comment: details?.comment ?? null,
      feedback: details?.feedback ?? null,
      feedback_option: details?.feedback_option ?? null,
      reason,
    },
    ended_at: world.now(),
    status: 'canceled',
  });
  emit(world, 'customer.subscription.deleted', ended);
  return ended;
}
