import type Stripe from 'stripe';
import { idOf, tableOfId } from '../store/tables.js';
import type { World } from '../world.js';
import { invalid } from './errors.js';
import { list, text } from './params.js';
import { shown } from './shown.js';

export const expandField = list(text(200), 20);

const MAX_LEVELS = 4;

type Source = Record<string, unknown>;

/** Lists that an object carries only when they are asked for. */
const includable: Record<string, (world: World, id: string) => unknown[]> = {
  'charge.refunds': (world, id) => world.store.table('refund').where('charge', id).toReversed(),
  'checkout.session.line_items': (world, id) => world.find('checkout_notes', id)?.lineItems ?? [],
  'customer.subscriptions': (world, id) =>
    world.store.table('subscription').where('customer', id).toReversed(),
  'invoice.payments': (world, id) => world.store.table('invoice_payment').where('invoice', id).toReversed(),
};

/** A copy of an answer in which the ids at these paths are replaced by their objects. */
export function expand(world: World, answer: unknown, paths: string[]): unknown {
  return paths.reduce((result, path) => {
    const keys = path.split('.');
    if (keys.filter((key) => key !== 'data').length > MAX_LEVELS) {
      throw invalid('You cannot expand more than 4 levels of a property.', 'expand');
    }
    return expandAt(world, result, keys, path);
  }, answer);
}

function expandAt(world: World, value: unknown, keys: string[], path: string): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => expandAt(world, item, keys, path));
  if (typeof value === 'string') return expandAt(world, resolve(world, value, path), keys, path);
  if (typeof value !== 'object') throw cannotExpand(path);
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const source = value as Source;
  const child = key in source ? source[key] : included(world, source, key, path);
  return { ...source, [key]: expandAt(world, child, rest, path) };
}

function resolve(world: World, id: string, path: string): object {
  const table = tableOfId(id);
  const row =
    (table && world.find(table, id)) ??
    world.find('product', id) ??
    world.find('coupon', id) ??
    world.find('deleted', id);
  if (!row) throw cannotExpand(path);
  return shown(world, row);
}

function included(world: World, source: Source, key: string, path: string): Stripe.ApiList<unknown> {
  const name = `${String(source['object'])}.${key}`;
  const id = idOf(source as { id: string }) ?? '';
  const data = includable[name]?.(world, id);
  if (!data) throw cannotExpand(path);
  return { object: 'list', data, has_more: false, url: urlOf(name, id) };
}

function urlOf(name: string, id: string): string {
  if (name === 'checkout.session.line_items') return `/v1/checkout/sessions/${id}/line_items`;
  if (name === 'invoice.payments') return `/v1/invoice_payments?invoice=${id}`;
  return name === 'charge.refunds' ? `/v1/charges/${id}/refunds` : `/v1/subscriptions?customer=${id}`;
}

function cannotExpand(path: string): Error {
  return invalid(`This property cannot be expanded (${path}).`, 'expand');
}
