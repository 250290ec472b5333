import type Stripe from 'stripe';
import {
  accepted,
  emptyable,
  flag,
  list,
  mergeMetadata,
  metadata,
  object,
  oneOf,
  paramsOf,
  required,
  text,
} from '../http/params.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';

const features = object({
  customer_update: object({
    allowed_updates: list(oneOf('address', 'email', 'name', 'phone', 'shipping', 'tax_id')),
    enabled: flag,
  }),
  invoice_history: object({ enabled: required(flag) }),
  payment_method_update: object({ enabled: required(flag) }),
  subscription_cancel: object({
    cancellation_reason: accepted,
    enabled: flag,
    mode: oneOf('at_period_end', 'immediately'),
    proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
  }),
  subscription_pause: object({ duration: accepted, enabled: flag }),
  subscription_update: object({
    billing_cycle_anchor: oneOf('now', 'unchanged'),
    default_allowed_updates: list(oneOf('price', 'promotion_code', 'quantity')),
    enabled: flag,
    products: list(
      object({
        adjustable_quantity: accepted,
        prices: required(list(text())),
        product: required(text()),
      }),
      10,
    ),
    proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
    schedule_at_period_end: accepted,
    trial_update_behavior: oneOf('continue_trial', 'end_trial'),
  }),
});

const configurationFields = {
  business_profile: object({
    headline: emptyable(text()),
    privacy_policy_url: emptyable(text()),
    terms_of_service_url: emptyable(text()),
  }),
  default_return_url: emptyable(text()),
  login_page: accepted,
  metadata,
  name: emptyable(text()),
};

export const createParams = paramsOf<Stripe.BillingPortal.ConfigurationCreateParams>()({
  ...configurationFields,
  features: required(features),
});

export const updateParams = paramsOf<Stripe.BillingPortal.ConfigurationUpdateParams>()({
  ...configurationFields,
  active: flag,
  features,
});

type Update = ReturnType<typeof updateParams>;

export function newConfiguration(world: World, isDefault: boolean): Stripe.BillingPortal.Configuration {
  return {
    id: newId('bpc'),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: world.now(),
    default_return_url: null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: true,
        mode: 'at_period_end',
        proration_behavior: 'none',
      },
      subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: [],
        enabled: false,
        proration_behavior: 'none',
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: 'end_trial',
      },
    },
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: world.now(),
  };
}

export function changeConfiguration(
  world: World,
  row: Stripe.BillingPortal.Configuration,
  given: Update,
): Stripe.BillingPortal.Configuration {
  const {
    features: wanted,
    metadata: labels,
    business_profile: profile,
    login_page: _ignored,
    ...rest
  } = given;
  const cancel = {
    ...row.features.subscription_cancel,
    ...omit(wanted?.subscription_cancel, 'cancellation_reason'),
  };
  const pause = {
    ...row.features.subscription_pause,
    ...omit(wanted?.subscription_pause, 'duration'),
  };
  return world.put('billing_portal.configuration', {
    ...row,
    ...rest,
    business_profile: { ...row.business_profile, ...profile },
    features: {
      ...row.features,
      customer_update: { ...row.features.customer_update, ...wanted?.customer_update },
      invoice_history: { ...row.features.invoice_history, ...wanted?.invoice_history },
      payment_method_update: { ...row.features.payment_method_update, ...wanted?.payment_method_update },
      subscription_cancel: cancel,
      subscription_pause: pause,
      subscription_update: changedUpdating(row.features.subscription_update, wanted?.subscription_update),
    },
    metadata: mergeMetadata(row.metadata ?? {}, labels),
    updated: world.now(),
  });
}

type Updating = Stripe.BillingPortal.Configuration.Features.SubscriptionUpdate;

function changedUpdating(
  before: Updating,
  wanted: NonNullable<Update['features']>['subscription_update'],
): Updating {
  const { products, schedule_at_period_end: _ignored, ...rest } = wanted ?? {};
  const chosen = products?.map(({ prices, product }) => ({
    adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
    prices,
    product,
  }));
  return { ...before, ...rest, ...(chosen && { products: chosen }) };
}

function omit<T extends object, K extends keyof T>(value: T | undefined, key: K): Omit<T, K> | undefined {
  if (!value) return undefined;
  const { [key]: _left, ...rest } = value;
  return rest;
}

/** Stripe makes a default one in the dashboard; here it appears when it is first needed. */
export function defaultConfiguration(world: World): Stripe.BillingPortal.Configuration {
  const all = world.store.table('billing_portal.configuration').after();
  const known = [...all].find((row) => row.is_default);
  return known ?? world.put('billing_portal.configuration', newConfiguration(world, true));
}
