import { InvalidInput } from '../../common/errors.js';

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

/** The last row's key, one null each for the first page. Throws InvalidInput for what we never gave out. */
export function afterCursor(cursor: string | undefined, parts: 1 | 2): (string | number | null)[] {
  if (!cursor) return Array.from({ length: parts }, () => null);
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(key) && key.length === parts && key.every(isKeyPart)) return key;
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new InvalidInput({ cursor: 'This is not a place that a list of ours gave out.' });
}

function isKeyPart(part: unknown): part is string | number {
  return typeof part === 'number' ? Number.isSafeInteger(part) : /^[\w:+. -]{1,64}$/.test(String(part));
}
