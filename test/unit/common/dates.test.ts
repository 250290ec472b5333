import fc from 'fast-check';
import { addMonths, instantToLocalDate, localDateToInstant } from '../../../src/common/dates.js';

const utc = (text: string): Date => new Date(`${text}Z`);

describe('months', () => {
  it.each([
    ['2026-01-31T10:00', 1, '2026-02-28T10:00'],
    ['2028-01-31T10:00', 1, '2028-02-29T10:00'],
    ['2026-01-31T10:00', 3, '2026-04-30T10:00'],
    ['2026-11-22T00:00', 12, '2027-11-22T00:00'],
    ['2028-02-29T23:59', 12, '2029-02-28T23:59'],
  ])('%s plus %i months is %s', (from, months, to) => {
    expect(addMonths(utc(from), months)).toEqual(utc(to));
  });

  it('never spill into the month after', () => {
    const instants = fc.date({
      min: utc('2000-01-01T00:00'),
      max: utc('2100-01-01T00:00'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 60 }), (from, months) => {
        const to = addMonths(from, months);
        const expected = (from.getUTCFullYear() * 12 + from.getUTCMonth() + months) % 12;
        expect(to.getUTCMonth()).toBe(expected);
        expect(to.getUTCDate()).toBeLessThanOrEqual(from.getUTCDate());
      }),
    );
  });
});

describe('local dates', () => {
  it('begin at midnight of their zone, in summer and in winter', () => {
    expect(localDateToInstant('2026-07-01', 'Europe/Kyiv')).toEqual(utc('2026-06-30T21:00'));
    expect(localDateToInstant('2026-12-24', 'Europe/Kyiv', 9)).toEqual(utc('2026-12-24T07:00'));
  });

  it.each(['2026-02-30', 'tomorrow', ''])('%p is none', (text) => {
    expect(localDateToInstant(text, 'Europe/Kyiv')).toBeNull();
  });

  it('come back from the instant', () => {
    expect(instantToLocalDate(utc('2026-06-30T21:00'), 'Europe/Kyiv')).toBe('2026-07-01');
  });
});
