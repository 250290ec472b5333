import type { Listing, Page } from '../http/paging.js';
import { listPage } from '../http/paging.js';
import type { Parser } from '../http/params.js';
import { object } from '../http/params.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import type { Row } from '../store/collection.js';
import type { TableName, Tables } from '../store/tables.js';
import { kindOf } from '../world.js';
import type { World } from '../world.js';

export const nothing = object({});

/** `GET …/:id` */
export function retrieve(table: TableName, path: string): Route {
  return route('GET', `${path}/:id`, nothing, (world, _params, id) => world.need(table, id));
}

type Narrowing<K extends TableName> = Omit<Listing<Tables[K] & Row>, 'url' | 'kind' | 'collection'>;

/** `GET …`, newest first; the last argument says which rows belong to these parameters. */
export function listing<K extends TableName, P extends Page>(
  table: K,
  path: string,
  params: Parser<P>,
  narrow: (params: P, world: World) => Narrowing<K>,
): Route {
  return route('GET', path, params, (world, given) => {
    const collection = world.store.table(table);
    return listPage({ url: path, kind: kindOf(table), collection, ...narrow(given, world) }, given);
  });
}

/** The first index for which a value was given. */
export function within(
  values: Record<string, string | undefined>,
): { index: string; value: string } | undefined {
  for (const [index, value] of Object.entries(values)) if (value !== undefined) return { index, value };
  return undefined;
}
