import type Stripe from 'stripe';
import type { Collection, Row } from '../store/collection.js';
import { badParameter, noSuch } from './errors.js';
import type { FormValue } from './form.js';
import { integer, object, text } from './params.js';

export const pagingFields = { limit: integer(1, 100), starting_after: text(), ending_before: text() };

export interface Page {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
}

export interface Range {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

const bounds = object({ gt: integer(), gte: integer(), lt: integer(), lte: integer() });

/** `created=1` or `created[gte]=1` */
export function timeRange(value: FormValue, path: string): Range {
  if (typeof value === 'object') return bounds(value, path);
  const moment = integer()(value, path);
  return { gte: moment, lte: moment };
}

export function inRange(time: number, range: Range | undefined): boolean {
  if (!range) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return time > gt && time >= gte && time < lt && time <= lte;
}

export interface Listing<T extends Row> {
  url: string;
  kind: string;
  collection: Collection<T>;
  /** An index and a value that narrow the list before it is walked. */
  within?: { index: string; value: string };
  matches?: (row: T) => boolean;
}

/** One page, newest first. `ending_before` gives the rows just newer than the cursor, as Stripe does. */
export function listPage<T extends Row>(listing: Listing<T>, page: Page): Stripe.ApiList<T> {
  const { limit = 10, starting_after: after, ending_before: before } = page;
  if (after && before) {
    throw badParameter(
      'You may only specify one of these parameters: ending_before, starting_after.',
      'ending_before',
    );
  }
  const rows = before
    ? newerThan(listing, cursor(listing, before, 'ending_before'))
    : olderThan(listing, after ? cursor(listing, after, 'starting_after') : undefined);
  const taken = take(rows, listing.matches, limit + 1);
  const data = taken.slice(0, limit);
  if (before) data.reverse();
  return { object: 'list', data, has_more: taken.length > limit, url: listing.url };
}

function cursor<T extends Row>({ collection, kind }: Listing<T>, id: string, param: string): number {
  const position = collection.position(id);
  if (position === undefined) throw noSuch(kind, id, param, 400);
  return position;
}

function olderThan<T extends Row>({ collection, within }: Listing<T>, position?: number): Iterable<T> {
  if (!within) return collection.before(position);
  const rows = collection.where(within.index, within.value).toReversed();
  return position === undefined ? rows : rows.filter((row) => (collection.position(row.id) ?? 0) < position);
}

function newerThan<T extends Row>({ collection, within }: Listing<T>, position: number): Iterable<T> {
  if (!within) return collection.after(position);
  const rows = collection.where(within.index, within.value);
  return rows.filter((row) => (collection.position(row.id) ?? 0) > position);
}

function take<T>(rows: Iterable<T>, matches: ((row: T) => boolean) | undefined, count: number): T[] {
  const taken: T[] = [];
  for (const row of rows) {
    if (matches && !matches(row)) continue;
    taken.push(row);
    if (taken.length === count) break;
  }
  return taken;
}
