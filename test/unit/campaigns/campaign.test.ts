import fc from 'fast-check';
import { Campaign } from '../../../src/campaigns/campaign.js';
import { CampaignTally } from '../../../src/campaigns/campaign-tally.js';
import { isFresh } from '../../../src/campaigns/claim.js';
import { progressBody } from '../../../src/campaigns/progress-body.js';

const utc = (text: string): Date => new Date(`${text}Z`);

function buildCampaign(given: Partial<Campaign> = {}): Campaign {
  return Object.assign(new Campaign(), {
    slug: 'birthday',
    title: '1,000 new members',
    headline: 'Three years',
    story: '',
    published: true,
    goalKind: 'members',
    goalTarget: 1000,
    goalCurrency: null,
    nextGoals: [1500, 2000],
    matching: null,
    baseline: 0,
    startsAt: utc('2026-11-01T00:00'),
    endsAt: utc('2026-12-01T00:00'),
    timeZone: 'Europe/Kyiv',
    claims: [],
    updatedAt: utc('2026-11-01T00:00'),
    ...given,
  });
}

function tally(
  kind: string,
  delta: number,
  { amount = 0, currency = '', counted }: { amount?: number; currency?: string; counted?: number } = {},
): CampaignTally {
  return Object.assign(new CampaignTally(), {
    kind,
    delta,
    entries: Math.abs(delta),
    amount,
    currency,
    counted: counted ?? amount,
    updatedAt: utc('2026-11-02T00:00'),
  });
}

describe('a campaign’s status', () => {
  it.each([
    ['before it begins', '2026-10-31T23:59:59', 0, 'announced'],
    ['as it begins', '2026-11-01T00:00', 0, 'running'],
    ['one short of its goal', '2026-11-15T00:00', 999, 'running'],
    ['at its goal', '2026-11-15T00:00', 1000, 'met'],
    ['in its last millisecond', '2026-11-30T23:59:59.999', 1, 'running'],
    ['as it ends', '2026-12-01T00:00', 1000, 'ended'],
  ])('%s is right', (_when, now, count, status) => {
    expect(buildCampaign().status(utc(now), count)).toBe(status);
  });

  it('is draft until it is published', () => {
    expect(buildCampaign({ published: false }).status(utc('2026-11-15T00:00'), 0)).toBe('draft');
  });

  it('is frozen four days after the end', () => {
    expect(buildCampaign().isFrozen(utc('2026-12-04T23:59'))).toBe(false);
    expect(buildCampaign().isFrozen(utc('2026-12-05T00:00'))).toBe(true);
  });
});

describe('the percentage', () => {
  it.each([
    [0, 0],
    [9, 0],
    [10, 1],
    [290, 29],
    [999, 99],
    [1000, 100],
    [2500, 100],
    [-5, 0],
  ])('of %i in 1,000 is %i', (count, percent) => {
    expect(buildCampaign().percent(count)).toBe(percent);
  });

  it('is 100 at or above the goal and never below it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 0, max: 2e9 }), (goalTarget, count) => {
        const percent = buildCampaign({ goalTarget }).percent(count);
        expect(percent === 100).toBe(count >= goalTarget);
        expect(percent).toBeLessThanOrEqual((count * 100) / goalTarget);
      }),
    );
  });
});

describe('what readers see', () => {
  const now = utc('2026-11-15T00:00');

  it('adds the baseline and every kind, and keeps kinds apart', () => {
    const tallies = [
      tally('membership', 5),
      tally('gift', 3),
      tally('refund', -1),
      tally('adjustment', 2),
      tally('returning', 0),
    ];
    const { progress } = progressBody(buildCampaign({ baseline: 100 }), tallies, 7, now);
    expect(progress).toEqual({
      count: 109,
      percent: 10,
      remaining: 891,
      memberships: 5,
      gifts: 3,
      returning: 0,
      adjustments: 2,
    });
  });

  it('measures a money goal in its currency, and says what was converted into it', () => {
    const campaign = buildCampaign({ goalKind: 'money', goalCurrency: 'eur', goalTarget: 100_000 });
    const tallies = [
      tally('donation', 0, { amount: 60_000, currency: 'eur' }),
      tally('donation', 0, { amount: 60_000, currency: 'usd', counted: 5_000 }),
      tally('refund', 0, { amount: -10_000, currency: 'eur' }),
    ];
    const { progress, goal } = progressBody(campaign, tallies, 0, now);
    expect(goal).toEqual({ kind: 'money', target: 100_000, currency: 'eur' });
    expect(progress).toMatchObject({
      percent: 55,
      remaining: 45_000,
      amount: { amount: 55_000, currency: 'eur' },
      converted: { amount: 5_000, currency: 'eur' },
    });
  });

  it('hides a claim that nobody has checked for long', () => {
    const claim = { text: '12,000 supporters', numerator: 12_000, source: 'Records', asOf: '2025-10-01' };
    expect(isFresh(claim, utc('2026-11-04T00:00'))).toBe(true);
    expect(isFresh(claim, utc('2026-11-05T00:00'))).toBe(false);
    expect(progressBody(buildCampaign({ claims: [claim] }), [], 0, now).claims).toEqual([]);
  });
});
