import { DateTime } from 'luxon';
import { InvalidInput } from '../../common/errors.js';
import { isId } from '../../common/ids.js';

/** Rows in a stable order; `next` asks for what follows the last of them. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

export const PAGE_SIZE = 50;

/** A query asks for one row more than a page has, and so learns whether there is another. */
export function pageOf<Row>(rows: Row[], keyOf: (row: Row) => (string | number)[]): Page<Row> {
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : undefined;
  return {
    rows: rows.slice(0, PAGE_SIZE),
    next: last ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null,
  };
}

type Part = 'time' | 'uuid' | 'number';

const isPart: Record<Part, (part: unknown) => boolean> = {
  /** As PostgreSQL writes one. */
  time: (part) => typeof part === 'string' && part.length > 10 && DateTime.fromSQL(part).isValid,
  uuid: (part) => typeof part === 'string' && isId(part),
  number: (part) => Number.isSafeInteger(part),
};

/** The last row's key, one null each for the first page. Throws InvalidInput for what no list gives out. */
export function afterCursor(cursor: string | undefined, parts: Part[]): (string | number | null)[] {
  if (!cursor) return parts.map(() => null);
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    const fits = Array.isArray(key) && key.length === parts.length;
    if (fits && parts.every((part, place) => isPart[part](key[place]))) return key;
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new InvalidInput({ cursor: 'This is not a place that a list of ours gave out.' });
}
