import type Stripe from 'stripe';
import { badParameter } from '../http/errors.js';
import { accepted, flag, paramsOf, required, text } from '../http/params.js';
import { pagingFields } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { newId } from '../ids.js';
import { listing, retrieve } from './common.js';
import {
  changeConfiguration,
  createParams,
  defaultConfiguration,
  newConfiguration,
  updateParams,
} from './portal-configuration.js';

const CONFIGURATIONS = '/v1/billing_portal/configurations';

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

export const portalRoutes: Route[] = [
  route('POST', CONFIGURATIONS, createParams, (world, given) =>
    changeConfiguration(world, newConfiguration(world, false), given),
  ),
  listing(
    'billing_portal.configuration',
    CONFIGURATIONS,
    listParams,
    ({ active, is_default: isDefault }, world) => {
      defaultConfiguration(world);
      return {
        matches: (row) =>
          (active === undefined || row.active === active) &&
          (isDefault === undefined || row.is_default === isDefault),
      };
    },
  ),
  retrieve('billing_portal.configuration', CONFIGURATIONS),
  route('POST', `${CONFIGURATIONS}/:id`, updateParams, (world, given, id) =>
    changeConfiguration(world, world.need('billing_portal.configuration', id), given),
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
