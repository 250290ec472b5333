import type Stripe from 'stripe';
import { deleteCustomer } from '../billing/customer-deletion.js';
import { createCustomer, updateCustomer } from '../billing/customers.js';
import { emptyable, list, mergeMetadata, metadata, object, paramsOf, text } from '../http/params.js';
import type { Parser } from '../http/params.js';
import { badParameter } from '../http/errors.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { listing, nothing, within } from './common.js';

const PATH = '/v1/customers';

export const email: Parser<string> = (value, path) => {
  const given = text(512)(value, path);
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given)) return given;
  throw badParameter(`Invalid email address: ${given}`, path, 'email_invalid');
};

const address = object({
  city: text(),
  country: text(),
  line1: text(),
  line2: text(),
  postal_code: text(),
  state: text(),
});

const fields = {
  address: emptyable(address),
  description: emptyable(text()),
  email: emptyable(email),
  invoice_settings: object({ default_payment_method: text() }),
  metadata,
  name: emptyable(text(256)),
  phone: emptyable(text(20)),
  preferred_locales: list(text()),
};

const createParams = paramsOf<Stripe.CustomerCreateParams>()(fields);
const updateParams = paramsOf<Stripe.CustomerUpdateParams>()(fields);
const listParams = paramsOf<Stripe.CustomerListParams>()({
  ...pagingFields,
  created: timeRange,
  email: text(512),
});

export const customerRoutes: Route[] = [
  route('POST', PATH, createParams, (world, given) =>
    createCustomer(world, {
      ...given,
      metadata: mergeMetadata({}, given.metadata),
      preferredLocales: given.preferred_locales,
    }),
  ),
  listing('customer', PATH, listParams, (params) => ({
    within: within({ email: params.email }),
    matches: (row) => inRange(row.created, params.created),
  })),
  route(
    'GET',
    `${PATH}/:id`,
    nothing,
    (world, _params, id) => world.find('deleted', id) ?? world.need('customer', id),
  ),
  route('POST', `${PATH}/:id`, updateParams, (world, given, id) => {
    const customer = world.need('customer', id);
    const { address: place, invoice_settings: settings, metadata: labels, ...changes } = given;
    const method = settings?.default_payment_method;
    if (method) world.need('payment_method', method, 'invoice_settings[default_payment_method]');
    return updateCustomer(world, customer, {
      ...changes,
      ...(place !== undefined && { address: place && fullAddress(place) }),
      ...(method && { invoice_settings: { ...customer.invoice_settings, default_payment_method: method } }),
      metadata: mergeMetadata(customer.metadata, labels),
    });
  }),
  route('DELETE', `${PATH}/:id`, nothing, (world, _params, id) =>
    deleteCustomer(world, world.need('customer', id)),
  ),
];

function fullAddress(given: Partial<Record<keyof Stripe.Address, string>>): Stripe.Address {
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = given;
  return { city, country, line1, line2, postal_code, state };
}
