import type Stripe from 'stripe';
import { differences } from '../billing/differences.js';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import {
  accepted,
  emptyable,
  flag,
  list,
  mergeMetadata,
  metadata,
  paramsOf,
  required,
  text,
} from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import { listing, nothing, retrieve } from './common.js';
import { createPrice, inlinePriceFields } from './price-building.js';

const PATH = '/v1/products';

const createParams = paramsOf<Stripe.ProductCreateParams>()({
  name: required(text()),
  id: text(255),
  active: flag,
  default_price_data: inlinePriceFields,
  description: text(40_000),
  images: list(text(), 8),
  metadata,
  shippable: flag,
  statement_descriptor: text(22),
  tax_code: text(),
  unit_label: text(12),
  url: text(),
});

const updateParams = paramsOf<Stripe.ProductUpdateParams>()({
  name: text(),
  active: flag,
  default_price: text(),
  description: emptyable(text(40_000)),
  images: list(text(), 8),
  metadata,
  statement_descriptor: text(22),
  tax_code: accepted,
  unit_label: emptyable(text(12)),
  url: emptyable(text()),
});

const listParams = paramsOf<Stripe.ProductListParams>()({
  ...pagingFields,
  active: flag,
  created: timeRange,
  ids: list(text()),
});

interface NewProduct {
  name: string;
  id?: string;
  active?: boolean;
  description?: string;
  images?: string[];
  metadata?: Stripe.MetadataParam | null;
  unit_label?: string;
  url?: string;
}

export function createProduct(world: World, given: NewProduct): Stripe.Product {
  if (given.id && world.find('product', given.id)) {
    throw invalid('Product already exists.', 'id', 'resource_already_exists');
  }
  const product = world.put('product', {
    id: given.id ?? newId('prod', 14),
    object: 'product',
    active: given.active ?? true,
    created: world.now(),
    default_price: null,
    description: given.description ?? null,
    images: given.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata({}, given.metadata as Record<string, string>),
    name: given.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: given.unit_label ?? null,
    updated: world.now(),
    url: given.url ?? null,
  });
  emit(world, 'product.created', product);
  return product;
}

export function changeProduct(
  world: World,
  product: Stripe.Product,
  changes: Partial<Stripe.Product>,
): Stripe.Product {
  const updated = world.put('product', { ...product, ...changes, updated: world.now() });
  const previous = differences(product, changes);
  if (previous) emit(world, 'product.updated', updated, previous);
  return updated;
}

export const productRoutes: Route[] = [
  route('POST', PATH, createParams, (world, { default_price_data: priced, ...given }) => {
    const product = createProduct(world, given);
    if (!priced) return product;
    const price = createPrice(world, { ...priced, product: product.id });
    return changeProduct(world, product, { default_price: price.id });
  }),
  listing('product', PATH, listParams, ({ active, created, ids }) => ({
    matches: (row) =>
      (active === undefined || row.active === active) &&
      inRange(row.created, created) &&
      (ids === undefined || ids.includes(row.id)),
  })),
  retrieve('product', PATH),
  route(
    'POST',
    `${PATH}/:id`,
    updateParams,
    (world, { metadata: given, tax_code: _ignored, ...changes }, id) => {
      const product = world.need('product', id);
      if (changes.default_price) world.need('price', changes.default_price, 'default_price');
      return changeProduct(world, product, { ...changes, metadata: mergeMetadata(product.metadata, given) });
    },
  ),
  route('DELETE', `${PATH}/:id`, nothing, (world, _params, id) => {
    const product = world.need('product', id);
    if (world.store.table('price').where('product', id).length > 0) {
      throw invalid('This product cannot be deleted because it has one or more user-created prices.', 'id');
    }
    world.store.delete('product', id);
    emit(world, 'product.deleted', product);
    return world.put('deleted', { id, object: 'product', deleted: true });
  }),
];
