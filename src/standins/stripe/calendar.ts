export type Interval = 'day' | 'week' | 'month' | 'year';

const DAY = 86_400;
const AVERAGE_SECONDS = { day: DAY, week: 7 * DAY, month: 31 * DAY, year: 366 * DAY };

/** The n-th boundary after an anchor. Months clamp: 31 January, 28 February, 31 March. */
export function addIntervals(anchor: number, interval: Interval, count: number): number {
  if (interval === 'day') return anchor + count * DAY;
  if (interval === 'week') return anchor + count * 7 * DAY;
  return addMonths(anchor, interval === 'year' ? count * 12 : count);
}

/** The first boundary of the anchor's rhythm that lies after a moment. */
export function nextBoundary(anchor: number, after: number, interval: Interval, every: number): number {
  let steps = Math.max(0, Math.floor((after - anchor) / (AVERAGE_SECONDS[interval] * every)) - 1);
  while (addIntervals(anchor, interval, steps * every) <= after) steps += 1;
  return addIntervals(anchor, interval, steps * every);
}

function addMonths(anchor: number, months: number): number {
  const date = new Date(anchor * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  date.setUTCDate(Math.min(day, daysInMonth(date)));
  return date.getTime() / 1000;
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
