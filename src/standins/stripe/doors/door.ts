import { badParameter } from '../http/errors.js';
import type { FormTree, FormValue } from '../http/form.js';
import { object } from '../http/params.js';
import type { Fields, Parsed } from '../http/params.js';
import type { TableName, Tables } from '../store/tables.js';
import type { World } from '../world.js';

/** What a form asks for before its button is pressed; an empty answer is no answer. */
export interface Field {
  name: string;
  label: string;
  /** A choice among these; without it, free text. */
  options?: readonly string[];
  /** Yes or no. */
  flag?: true;
}

/** One thing that a payer, a bank, a member of staff or time does to an object. Not Stripe's API. */
export interface Door {
  /** Under `/_standin/`, with `:id` where it acts on an object. */
  path: string;
  table: TableName | null;
  label: string;
  fields: readonly Field[];
  /** Whether the button makes sense now; the door itself may still refuse. */
  fits: (world: World, id: string) => boolean;
  run: (world: World, id: string, given: FormTree) => object;
}

interface Named<K extends TableName> {
  path: string;
  table: K;
  label: string;
  fields?: readonly Field[];
  fits?: (row: Tables[K], world: World) => boolean;
}

/** A door of one kind of object. */
export function door<K extends TableName, F extends Fields>(
  { path, table, label, fields = [], fits }: Named<K>,
  params: F,
  act: (world: World, row: Tables[K], given: Parsed<F>) => object,
): Door {
  const read = object(params);
  return {
    path,
    table,
    label,
    fields,
    fits: (world, id) => {
      const row = world.find(table, id);
      return row !== undefined && (fits?.(row, world) ?? true);
    },
    run: (world, id, given) => act(world, world.need(table, id), read(given, '')),
  };
}

/** A door that acts on no object that is there already. */
export function frontDoor<F extends Fields>(
  named: { path: string; label: string; fields: readonly Field[] },
  params: F,
  act: (world: World, given: Parsed<F>) => object,
): Door {
  const read = object(params);
  return {
    ...named,
    table: null,
    fits: () => true,
    run: (world, _id, given) => act(world, read(given, '')),
  };
}

/** A JSON body as the tree that parameters are read from; `null` and what is left out are the same. */
export function treeOf(body: unknown): FormTree {
  if (body === null || body === undefined) return {};
  const tree = valueOf(body, 'body');
  if (typeof tree === 'object') return tree;
  throw badParameter('The body must be a JSON object.', 'body');
}

function valueOf(given: unknown, path: string): FormValue {
  if (typeof given === 'string') return given;
  if (typeof given === 'number' || typeof given === 'boolean') return String(given);
  if (typeof given !== 'object' || given === null) throw badParameter('Invalid value', path);
  const entries = Object.entries(given).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, valueOf(value, `${path}.${key}`)]));
}
