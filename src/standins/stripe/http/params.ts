import { badParameter } from './errors.js';
import type { FormTree, FormValue } from './form.js';

/** Reads one parameter; `path` is its name as the caller wrote it, for the error. */
export type Parser<T> = (value: FormValue, path: string) => T;
interface Required<T> {
  required: Parser<T>;
}
type Field = Parser<unknown> | Required<unknown>;
export type Fields = Record<string, Field>;

type RequiredKeys<F> = { [K in keyof F]: F[K] extends Required<unknown> ? K : never }[keyof F];
type ParsedField<F> = F extends Required<infer T> ? T : F extends Parser<infer T> ? T : never;
export type Parsed<F> = { [K in RequiredKeys<F>]: ParsedField<F[K]> } & {
  [K in Exclude<keyof F, RequiredKeys<F>>]?: ParsedField<F[K]>;
};

/**
 * A set of parameters. `paramsOf<Stripe.RefundCreateParams>()({…})` does not compile with a name that
 * stripe-node's own type lacks.
 */
export function paramsOf<P>() {
  return <F extends Fields & { [K in Exclude<keyof F, keyof P>]: never }>(fields: F): Parser<Parsed<F>> =>
    object(fields);
}

export function required<T>(parser: Parser<T>): Required<T> {
  return { required: parser };
}

export function object<F extends Fields>(fields: F): Parser<Parsed<F>> {
  return (value, path) => {
    const tree = asTree(value, path);
    const parsed: Record<string, unknown> = {};
    for (const [key, given] of Object.entries(tree)) {
      const name = inside(path, key);
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!field) throw badParameter(`Received unknown parameter: ${name}`, name, 'parameter_unknown');
      parsed[key] = (typeof field === 'function' ? field : field.required)(given, name);
    }
    for (const [key, field] of Object.entries(fields)) {
      if (typeof field === 'function' || key in parsed) continue;
      const name = inside(path, key);
      throw badParameter(`Missing required param: ${name}.`, name, 'parameter_missing');
    }
    return parsed as Parsed<F>;
  };
}

export const text =
  (maxLength = 5000): Parser<string> =>
  (value, path) => {
    const given = asText(value, path);
    if (given === '') throw emptyText(path);
    if (given.length <= maxLength) return given;
    throw badParameter(
      `Invalid string: must be at most ${maxLength} characters`,
      path,
      'parameter_invalid_string',
    );
  };

export const integer =
  (min = 0, max = Number.MAX_SAFE_INTEGER): Parser<number> =>
  (value, path) => {
    const given = asText(value, path);
    if (given === '') throw emptyText(path);
    const number = Number(given);
    if (!/^-?\d+$/.test(given) || !Number.isSafeInteger(number)) {
      throw badParameter(`Invalid integer: ${given}`, path, 'parameter_invalid_integer');
    }
    if (number < min) {
      throw badParameter(
        `This value must be greater than or equal to ${min}.`,
        path,
        'parameter_invalid_integer',
      );
    }
    if (number > max) {
      throw badParameter(
        `This value must be less than or equal to ${max}.`,
        path,
        'parameter_invalid_integer',
      );
    }
    return number;
  };

export const flag: Parser<boolean> = (value, path) => {
  const given = asText(value, path);
  if (given === 'true' || given === 'false') return given === 'true';
  throw badParameter(`Invalid boolean: ${given}`, path);
};

export const oneOf =
  <const T extends string>(...allowed: T[]): Parser<T> =>
  (value, path) => {
    const given = asText(value, path);
    const match = allowed.find((one) => one === given);
    if (match) return match;
    throw badParameter(`Invalid ${path}: must be one of ${allowed.join(', ')}`, path);
  };

export const list =
  <T>(item: Parser<T>, max = 100): Parser<T[]> =>
  (value, path) => {
    if (value === '') return [];
    const tree = asTree(value, path);
    const keys = Object.keys(tree);
    if (keys.some((key) => !/^\d+$/.test(key))) throw badParameter('Invalid array', path);
    if (keys.length > max) throw badParameter(`Array ${path} may have at most ${max} items.`, path);
    keys.sort((a, b) => Number(a) - Number(b));
    return keys.map((key) => item(tree[key] ?? '', inside(path, key)));
  };

/** An empty text unsets: `''` in, `null` out. */
export const emptyable =
  <T>(parser: Parser<T>): Parser<T | null> =>
  (value, path) =>
    value === '' ? null : parser(value, path);

/** Up to 50 keys of 40 characters, values of 500; an empty value removes its key, `null` removes all. */
export const metadata: Parser<Record<string, string> | null> = (value, path) => {
  if (value === '') return null;
  const entries = Object.entries(asTree(value, path)).map(([key, given]) => {
    const name = inside(path, key);
    if (key.length > 40) throw badParameter('Metadata keys can have up to 40 characters.', name);
    const content = asText(given, name);
    if (content.length > 500) throw badParameter('Metadata values can have up to 500 characters.', name);
    return [key, content] as const;
  });
  if (entries.length > 50) throw badParameter('Metadata can have up to 50 keys.', path);
  return Object.fromEntries(entries);
};

export function mergeMetadata(
  before: Record<string, string>,
  given: Record<string, string> | null | undefined,
): Record<string, string> {
  if (given === null) return {};
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ''));
}

/** Taken and not looked at: a choice of Stripe's that has no effect here. */
export const accepted: Parser<FormValue> = (value) => value;

function inside(path: string, key: string): string {
  return path === '' ? key : `${path}[${key}]`;
}

function asTree(value: FormValue, path: string): FormTree {
  if (typeof value === 'object') return value;
  throw badParameter('Invalid object', path);
}

function asText(value: FormValue, path: string): string {
  if (typeof value === 'string') return value;
  throw badParameter('Invalid string: {}', path);
}

function emptyText(path: string): Error {
  return badParameter(
    `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`,
    path,
    'parameter_invalid_empty',
  );
}
