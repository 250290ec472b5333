import type { World } from '../world.js';
import type { FormTree } from './form.js';
import type { Parser } from './params.js';

export type Method = 'GET' | 'POST' | 'DELETE';

export interface Route {
  method: Method;
  path: string;
  run: (world: World, params: FormTree, id: string) => object;
}

type Handler<P> = (world: World, params: P, id: string) => object;

/** A route of the API; `:id` in the path comes as the handler's third argument. */
export function route<P>(method: Method, path: string, params: Parser<P>, handler: Handler<P>): Route {
  return { method, path, run: (world, given, id) => handler(world, params(given, ''), id) };
}
