import { addIntervals, nextBoundary } from '../../../src/standins/stripe/calendar.js';
import type { Interval } from '../../../src/standins/stripe/calendar.js';

const at = (iso: string): number => Date.parse(`${iso}T12:00:00Z`) / 1000;

describe('billing periods', () => {
  it.each([
    ['2026-01-31', 'month', 1, '2026-02-28'],
    ['2026-01-31', 'month', 2, '2026-03-31'],
    ['2028-01-31', 'month', 1, '2028-02-29'],
    ['2026-11-30', 'month', 3, '2027-02-28'],
    ['2028-02-29', 'year', 1, '2029-02-28'],
    ['2028-02-29', 'year', 4, '2032-02-29'],
    ['2026-12-31', 'week', 1, '2027-01-07'],
    ['2026-12-31', 'day', 1, '2027-01-01'],
  ] as [string, Interval, number, string][])('%s + %s × %i = %s', (start, interval, count, end) => {
    expect(addIntervals(at(start), interval, count)).toBe(at(end));
  });

  it.each([
    ['2026-01-31', '2026-02-28', '2026-03-31'],
    ['2026-01-31', '2026-01-31', '2026-02-28'],
    ['2026-01-31', '2031-04-30', '2031-05-31'],
  ])('of an anchor on %s: after %s comes %s', (anchor, after, next) => {
    expect(nextBoundary(at(anchor), at(after), 'month', 1)).toBe(at(next));
  });
});
