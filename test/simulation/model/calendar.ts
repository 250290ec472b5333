export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The same day of a later month in UTC, or that month's last: 31 January and a month are 28 February. Instants in ms. */
export function monthsAfter(instant: number, months: number): number {
  const from = new Date(instant);
  const first = new Date(from);
  first.setUTCDate(1);
  first.setUTCMonth(from.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), last));
  return first.getTime();
}

/** Nine in the morning in Kyiv on a day such as `2027-02-28`: two hours ahead of UTC, three in summer. Of 2027. */
export function morningOf(day: string): number {
  const summer = day >= '2027-03-28' && day < '2027-10-31';
  return Date.parse(`${day}T0${summer ? 6 : 7}:00:00Z`);
}
