import { UsageError } from './usage-error.js';

/** What may be said after a command; each uses what it knows. */
export interface Options {
  /** From when on: a date. */
  since?: string;
  /** Puts right what was found. */
  fix: boolean;
  /** For programs. */
  json?: boolean;
}

export function dateOf(given: string): Date {
  const date = new Date(given);
  if (Number.isNaN(date.getTime())) throw new UsageError(`${given} is no date such as 2026-11-01.`);
  return date;
}
