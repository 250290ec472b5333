import type Stripe from 'stripe';
import { badParameter } from '../http/errors.js';
import {
  accepted,
  emptyable,
  flag,
  mergeMetadata,
  metadata,
  object,
  oneOf,
  paramsOf,
  required,
  text,
} from '../http/params.js';
import { pagingFields } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import { listing, retrieve } from './common.js';

const CONFIGURATIONS = '/v1/billing_portal/configurations';

const features = object({
  customer_update: accepted,
  invoice_history: object({ enabled: required(flag) }),
  payment_method_update: object({ enabled: required(flag) }),
  subscription_cancel: object({
    cancellation_reason: accepted,
    enabled: flag,
    mode: oneOf('at_period_end', 'immediately'),
    proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
  }),
  subscription_pause: accepted,
  subscription_update: accepted,
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

const createParams = paramsOf<Stripe.BillingPortal.ConfigurationCreateParams>()({
  ...configurationFields,
  features: required(features),
});

const updateParams = paramsOf<Stripe.BillingPortal.ConfigurationUpdateParams>()({
  ...configurationFields,
  active: flag,
  features,
});

const listParams = paramsOf<Stripe.BillingPortal.ConfigurationListParams>()({
  ...pagingFields,
  active: flag,
  is_default: flag,
});

const sessionParams = paramsOf<Stripe.BillingPortal.SessionCreateParams>()({
  customer: required(text()),
  configuration: text(),
  flow_data: accepted,
  locale: text(10),
  return_url: text(),
});

type Update = ReturnType<typeof updateParams>;

function newConfiguration(world: World, isDefault: boolean): Stripe.BillingPortal.Configuration {
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

function changed(
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
  return world.put('billing_portal.configuration', {
    ...row,
    ...rest,
    business_profile: { ...row.business_profile, ...profile },
    features: {
      ...row.features,
      invoice_history: { ...row.features.invoice_history, ...wanted?.invoice_history },
      payment_method_update: { ...row.features.payment_method_update, ...wanted?.payment_method_update },
      subscription_cancel: cancel,
    },
    metadata: mergeMetadata(row.metadata ?? {}, labels),
    updated: world.now(),
  });
}

function omit<T extends object, K extends keyof T>(value: T | undefined, key: K): Omit<T, K> | undefined {
  if (!value) return undefined;
  const { [key]: _left, ...rest } = value;
  return rest;
}

/** Stripe makes a default one in the dashboard; here it appears when it is first needed. */
function defaultConfiguration(world: World): Stripe.BillingPortal.Configuration {
  const all = world.store.table('billing_portal.configuration').after();
  const known = [...all].find((row) => row.is_default);
  return known ?? world.put('billing_portal.configuration', newConfiguration(world, true));
}

export const portalRoutes: Route[] = [
  route('POST', CONFIGURATIONS, createParams, (world, given) =>
    changed(world, newConfiguration(world, false), given),
  ),
  listing(
    'billing_portal.configuration',
    CONFIGURATIONS,
    listParams,
    ({ active, is_default: isDefault }) => ({
      matches: (row) =>
        (active === undefined || row.active === active) &&
        (isDefault === undefined || row.is_default === isDefault),
    }),
  ),
  retrieve('billing_portal.configuration', CONFIGURATIONS),
  route('POST', `${CONFIGURATIONS}/:id`, updateParams, (world, given, id) =>
    changed(world, world.need('billing_portal.configuration', id), given),
  ),
  route('POST', '/v1/billing_portal/sessions', sessionParams, (world, given) => {
    const customer = world.need('customer', given.customer, 'customer');
    const configuration = given.configuration
      ? world.need('billing_portal.configuration', given.configuration, 'configuration')
      : defaultConfiguration(world);
    const returnUrl = given.return_url ?? configuration.default_return_url;
    if (!returnUrl)
      throw badParameter('Missing required param: return_url.', 'return_url', 'parameter_missing');
    const id = newId('bps');
    return world.put('billing_portal.session', {
      id,
      object: 'billing_portal.session',
      configuration: configuration.id,
      created: world.now(),
      customer: customer.id,
      customer_account: null,
      flow: null,
      livemode: false,
      locale: given.locale ?? null,
      on_behalf_of: null,
      return_url: returnUrl,
      url: `${world.publicUrl}/p/session/${id}`,
    });
  }),
];
