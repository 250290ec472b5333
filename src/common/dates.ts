import { DateTime } from 'luxon';

/** Adds calendar months in UTC; the day is clamped: 31 January + 1 month = 28 or 29 February. */
export function addMonths(instant: Date, months: number): Date {
  return DateTime.fromJSDate(instant, { zone: 'utc' }).plus({ months }).toJSDate();
}

export function addDays(instant: Date, days: number): Date {
  return DateTime.fromJSDate(instant, { zone: 'utc' }).plus({ days }).toJSDate();
}

/** The instant at which `hour` o'clock strikes on a local date (`2026-12-24`) in an IANA zone; null for no such date. */
export function localDateToInstant(localDate: string, zone: string, hour = 0): Date | null {
  const local = DateTime.fromISO(localDate, { zone });
  return local.isValid ? local.set({ hour }).toJSDate() : null;
}

/** The local calendar date (`2026-12-24`) of an instant in an IANA zone. */
export function instantToLocalDate(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toISODate() ?? '';
}

export function earliest(instants: Date[]): Date | null {
  return instants.reduce<Date | null>((a, b) => (a && a < b ? a : b), null);
}

export function latest(instants: Date[]): Date | null {
  return instants.reduce<Date | null>((a, b) => (a && a > b ? a : b), null);
}

export function isTimeZone(zone: string): boolean {
  return DateTime.local({ zone }).isValid;
}
