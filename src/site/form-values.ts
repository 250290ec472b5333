import type { FormValues } from './offers.js';

/** The texts of a posted form or a query; a field that came twice or is no text is left out. */
export function formValues(body: unknown): FormValues {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** What was typed, trimmed; undefined for nothing. Browsers send a line's end as two characters. */
export function typed(values: FormValues, name: string): string | undefined {
  return values[name]?.replaceAll('\r\n', '\n').trim() || undefined;
}
