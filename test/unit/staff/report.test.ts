import fc from 'fast-check';
import type { DayRow } from '../../../src/staff/queries/campaign-history.js';
import type { CampaignRow } from '../../../src/staff/queries/campaigns.js';
import { makeReport } from '../../../src/staff/report.js';

const buildCampaign = (changes: Partial<CampaignRow> = {}): CampaignRow => ({
  id: 'a-campaign',
  slug: 'birthday',
  title: 'Birthday',
  published: true,
  goal: { kind: 'members', target: 1000, currency: null },
  startsAt: new Date('2026-11-01T00:00:00+02:00'),
  endsAt: new Date('2026-12-01T00:00:00+02:00'),
  timeZone: 'Europe/Kyiv',
  value: 0,
  baseline: 0,
  frozen: null,
  ...changes,
});
const noon = (day: number): Date => new Date(`2026-11-${String(day).padStart(2, '0')}T12:00:00+02:00`);

describe('a campaign’s report', () => {
  it('tells today from yesterday by the campaign’s calendar', () => {
    const counted: DayRow[] = [
      { day: '2026-11-15', change: 7 },
      { day: '2026-11-16', change: 3 },
    ];
    const lateEvening = new Date('2026-11-15T22:30:00Z');
    const report = makeReport(buildCampaign({ value: 10 }), counted, lateEvening);
    expect(report).toMatchObject({ today: 3, yesterday: 7 });
  });

  it('compares with a straight line to the goal', () => {
    const halfway = new Date('2026-11-16T00:00:00+02:00');
    expect(makeReport(buildCampaign({ value: 520 }), [], halfway)).toMatchObject({ planned: 500, ahead: 20 });
    expect(makeReport(buildCampaign({ value: 480 }), [], halfway)).toMatchObject({
      planned: 500,
      ahead: -20,
    });
  });

  it('projects the end from the last seven days', () => {
    const counted = [10, 11, 12, 13, 14, 15, 16].map((day) => ({ day: `2026-11-${day}`, change: 10 }));
    const report = makeReport(buildCampaign({ value: 70 }), counted, noon(16));
    expect(report.perDay).toBe(10);
    expect(report.projected).toBe(70 + 145);
    expect(report.daysLeft).toBe(15);
  });

  it('does not take the first hour for a whole day’s pace', () => {
    const report = makeReport(
      buildCampaign({ value: 5 }),
      [{ day: '2026-11-01', change: 5 }],
      new Date('2026-11-01T01:00:00+02:00'),
    );
    expect(report.perDay).toBe(5);
  });

  it('begins with the baseline and ends with today', () => {
    const report = makeReport(
      buildCampaign({ value: 105, baseline: 100 }),
      [{ day: '2026-11-02', change: 5 }],
      noon(3),
    );
    expect(report.days).toEqual([
      { day: '2026-11-01', change: 0, total: 100, planned: 33 },
      { day: '2026-11-02', change: 5, total: 105, planned: 66 },
      { day: '2026-11-03', change: 0, total: 105, planned: 100 },
    ]);
    expect(report.length).toBe(30);
  });

  it('says nothing of days before the start, and no more after the end', () => {
    expect(makeReport(buildCampaign(), [], new Date('2026-10-01T00:00:00Z'))).toMatchObject({
      planned: 0,
      perDay: 0,
      days: [],
      daysLeft: 30,
    });
    const after = makeReport(buildCampaign({ value: 990 }), [], new Date('2027-01-01T00:00:00Z'));
    expect(after).toMatchObject({ planned: 1000, perDay: 0, daysLeft: 0, projected: 990 });
    expect(after.days).toHaveLength(30);
  });

  it('never rounds up to the goal', () => {
    expect(makeReport(buildCampaign({ value: 290 }), [], noon(5)).percent).toBe(29);
    expect(makeReport(buildCampaign({ value: 999 }), [], noon(5)).percent).toBe(99);
    expect(makeReport(buildCampaign({ value: 1000 }), [], noon(5)).percent).toBe(100);
    expect(makeReport(buildCampaign({ value: 1250 }), [], noon(5))).toMatchObject({
      percent: 125,
      remaining: 0,
    });
  });

  it('has one entry per local day, also where the clock is changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Kyiv', 'America/New_York', 'Asia/Tokyo', 'Pacific/Apia', 'Africa/Cairo'),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 400 }),
        (timeZone, startsAt, days) => {
          const endsAt = new Date(startsAt.getTime() + days * 86_400_000);
          const report = makeReport(buildCampaign({ startsAt, endsAt, timeZone }), [], endsAt);
          expect(report.days).toHaveLength(report.length);
          expect(new Set(report.days.map(({ day }) => day)).size).toBe(report.length);
          expect(report.days.at(-1)?.planned).toBe(1000);
        },
      ),
      { numRuns: 60 },
    );
  });
});
