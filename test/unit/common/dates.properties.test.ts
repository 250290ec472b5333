import fc from 'fast-check';
import { addMonths, instantToLocalDate, localDateToInstant } from '../../../src/common/dates.js';

const DAY = 86_400_000;
const instants = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const months = fc.integer({ min: 1, max: 60 });
const lastDayOf = (instant: Date): number =>
  new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + 1, 0)).getUTCDate();

describe('months', () => {
  it('keep the day, or take the last one of a shorter month; and the time of day', () => {
    fc.assert(
      fc.property(instants, months, (from, count) => {
        const to = addMonths(from, count);
        expect(to.getUTCDate()).toBe(Math.min(from.getUTCDate(), lastDayOf(to)));
        expect(to.getTime() % DAY).toBe(from.getTime() % DAY);
      }),
    );
  });

  it('never change who was first', () => {
    fc.assert(
      fc.property(instants, instants, months, (a, b, count) => {
        const [earlier, later] = a <= b ? [a, b] : [b, a];
        expect(addMonths(earlier, count) <= addMonths(later, count)).toBe(true);
      }),
    );
  });

  it('are between 28 and 31 days each, a year between 365 and 366', () => {
    fc.assert(
      fc.property(instants, months, (from, count) => {
        const days = (addMonths(from, count).getTime() - from.getTime()) / DAY;
        expect(days).toBeGreaterThanOrEqual(count * 28);
        expect(days).toBeLessThanOrEqual(count * 31);
        const year = (addMonths(from, 12).getTime() - from.getTime()) / DAY;
        expect([365, 366]).toContain(year);
      }),
    );
  });

  it('one by one end no later than all at once, and at most three days before', () => {
    fc.assert(
      fc.property(instants, months, (from, count) => {
        let stepwise = from;
        for (let month = 0; month < count; month += 1) stepwise = addMonths(stepwise, 1);
        const atOnce = addMonths(from, count);
        expect(stepwise <= atOnce).toBe(true);
        expect(atOnce.getTime() - stepwise.getTime()).toBeLessThanOrEqual(3 * DAY);
      }),
    );
  });

  it('back and forth is the same day, unless that month had none', () => {
    fc.assert(
      fc.property(instants, months, (from, count) => {
        const there = addMonths(from, count);
        const back = addMonths(there, -count);
        expect(back <= from).toBe(true);
        expect(there.getUTCDate() < from.getUTCDate() || +back === +from).toBe(true);
      }),
    );
  });
});

describe('local dates', () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const dates = fc
    .date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2040-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((instant) => instant.toISOString().slice(0, 10));

  it('come back from their instant, in every zone and at every hour', () => {
    fc.assert(
      fc.property(dates, zones, fc.integer({ min: 0, max: 23 }), (date, zone, hour) => {
        const instant = localDateToInstant(date, zone, hour);
        expect(instant && instantToLocalDate(instant, zone)).toBe(date);
      }),
      { numRuns: 500 },
    );
  });

  it('follow each other: a day ends where the next begins, after 22 to 26 hours', () => {
    fc.assert(
      fc.property(dates, zones, (date, zone) => {
        const next = new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
        const [begins, ends] = [localDateToInstant(date, zone), localDateToInstant(next, zone)];
        const hours = (Number(ends) - Number(begins)) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(22);
        expect(hours).toBeLessThanOrEqual(26);
      }),
      { numRuns: 500 },
    );
  });
});
