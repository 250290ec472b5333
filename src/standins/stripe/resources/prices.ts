import type Stripe from 'stripe';
import { differences } from '../billing/differences.js';
import { emit } from '../events.js';
import { badParameter } from '../http/errors.js';
import {
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
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { idOf } from '../store/tables.js';
import { listing, retrieve, within } from './common.js';
import { claimLookupKey, createPrice, currency, priceFields } from './price-building.js';
import { createProduct } from './products.js';

const PATH = '/v1/prices';

const createParams = paramsOf<Stripe.PriceCreateParams>()({
  ...priceFields,
  active: flag,
  billing_scheme: oneOf('per_unit'),
  lookup_key: text(200),
  nickname: text(),
  product: text(),
  product_data: object({ name: required(text()), id: text(), active: flag, metadata, unit_label: text(12) }),
  transfer_lookup_key: flag,
});

const updateParams = paramsOf<Stripe.PriceUpdateParams>()({
  active: flag,
  lookup_key: text(200),
  metadata,
  nickname: text(),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  transfer_lookup_key: flag,
});

const listParams = paramsOf<Stripe.PriceListParams>()({
  ...pagingFields,
  active: flag,
  created: timeRange,
  currency,
  lookup_keys: list(text(200), 10),
  product: text(),
  recurring: object({
    interval: oneOf('day', 'week', 'month', 'year'),
    usage_type: oneOf('licensed', 'metered'),
  }),
  type: oneOf('one_time', 'recurring'),
});

export const priceRoutes: Route[] = [
  route('POST', PATH, createParams, (world, { product, product_data: data, ...given }) => {
    if (product)
      return createPrice(world, { ...given, product: world.need('product', product, 'product').id });
    if (!data) throw badParameter('Missing required param: product.', 'product', 'parameter_missing');
    return createPrice(world, { ...given, product: createProduct(world, data).id });
  }),
  listing('price', PATH, listParams, (params) => ({
    within: within({ product: params.product }),
    matches: (row) =>
      (params.active === undefined || row.active === params.active) &&
      (params.currency === undefined || row.currency === params.currency) &&
      (params.type === undefined || row.type === params.type) &&
      (params.lookup_keys === undefined || params.lookup_keys.includes(row.lookup_key ?? '')) &&
      (params.recurring?.interval === undefined || row.recurring?.interval === params.recurring.interval) &&
      (params.product === undefined || idOf(row.product) === params.product) &&
      inRange(row.created, params.created),
  })),
  retrieve('price', PATH),
  route(
    'POST',
    `${PATH}/:id`,
    updateParams,
    (world, { metadata: given, transfer_lookup_key: transfer, ...rest }, id) => {
      const price = world.need('price', id);
      if (rest.lookup_key && rest.lookup_key !== price.lookup_key) {
        claimLookupKey(world, rest.lookup_key, transfer ?? false);
      }
      const changes = { ...rest, metadata: mergeMetadata(price.metadata, given) };
      const updated = world.put('price', { ...price, ...changes });
      const previous = differences<Stripe.Price>(price, changes);
      if (previous) emit(world, 'price.updated', updated, previous);
      return updated;
    },
  ),
];
