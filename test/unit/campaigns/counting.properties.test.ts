import fc from 'fast-check';
import { Campaign } from '../../../src/campaigns/campaign.js';
import { CampaignTally } from '../../../src/campaigns/campaign-tally.js';
import { progressBody } from '../../../src/campaigns/progress-body.js';
import { meterWords } from '../../../src/site/meter-words.js';
import { textFor } from '../../../src/site/messages/text.js';

const now = new Date('2026-11-15T00:00:00Z');
const text = textFor('en');

interface Entry {
  kind: string;
  delta: number;
  amount: number;
  currency: string;
  /** In the goal's currency, as it was converted. */
  counted: number;
}

const kinds = fc.constantFrom(
  'membership',
  'gift',
  'returning',
  'refund',
  'dispute',
  'adjustment',
  'donation',
);
const currencies = fc.constantFrom('eur', 'usd', 'jpy');
const entry: fc.Arbitrary<Entry> = fc.record({
  kind: kinds,
  delta: fc.integer({ min: -3, max: 3 }),
  amount: fc.integer({ min: -5000, max: 50_000 }),
  currency: currencies,
  counted: fc.integer({ min: -5000, max: 50_000 }),
});
const entries = fc.array(entry, { maxLength: 40 });
const goals = fc.record({
  goalKind: fc.constantFrom('members' as const, 'money' as const),
  goalTarget: fc.integer({ min: 1, max: 1e6 }),
  baseline: fc.integer({ min: 0, max: 5000 }),
});
type Goal = Pick<Campaign, 'goalKind' | 'goalTarget' | 'baseline'>;

function buildCampaign(goal: Goal): Campaign {
  return Object.assign(new Campaign(), {
    slug: 'birthday',
    title: '1,000 new members',
    headline: '',
    story: '',
    published: true,
    nextGoals: [],
    matching: null,
    startsAt: new Date('2026-11-01T00:00:00Z'),
    endsAt: new Date('2026-12-01T00:00:00Z'),
    timeZone: 'Europe/Kyiv',
    claims: [],
    updatedAt: now,
    goalCurrency: goal.goalKind === 'money' ? 'eur' : null,
    ...goal,
  });
}

/** One tally for each row: a roll-up that was never rolled up. */
function tallies(rows: Entry[]): CampaignTally[] {
  return rows.map((row) => Object.assign(new CampaignTally(), { ...row, entries: 1, updatedAt: now }));
}

/** One tally for each kind and currency, as the table has it. */
function rolledUp(rows: Entry[]): CampaignTally[] {
  const sums = new Map<string, CampaignTally>();
  for (const tally of tallies(rows)) {
    const key = `${tally.kind} ${tally.currency}`;
    const sum = sums.get(key);
    if (!sum) sums.set(key, tally);
    else
      Object.assign(sum, {
        entries: sum.entries + 1,
        delta: sum.delta + tally.delta,
        amount: sum.amount + tally.amount,
        counted: sum.counted + tally.counted,
      });
  }
  return [...sums.values()];
}

const shown = (goal: Goal, rolled: CampaignTally[]) => progressBody(buildCampaign(goal), rolled, 0, now);

describe('the number', () => {
  it('is the same from the rows and from any roll-up of them, in any order', () => {
    fc.assert(
      fc.property(goals, entries, (goal, rows) => {
        const body = shown(goal, tallies(rows));
        expect(shown(goal, rolledUp(rows))).toEqual(body);
        expect(shown(goal, rolledUp(rows.toReversed()))).toEqual(body);
      }),
    );
  });

  it('is what it was before a row and its reversal', () => {
    fc.assert(
      fc.property(goals, entries, entry, (goal, rows, row) => {
        const back = {
          ...row,
          kind: 'refund',
          delta: -row.delta,
          amount: -row.amount,
          counted: -row.counted,
        };
        const { count, percent, remaining, amount } = shown(goal, rolledUp([...rows, row, back])).progress;
        expect({ count, percent, remaining, amount }).toEqual(pick(shown(goal, rolledUp(rows)).progress));
      }),
    );
  });

  it('of people does not move by money, nor a money goal by people or by what was not converted', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 1e6 }), (rows, goalTarget) => {
        const people: Goal = { goalKind: 'members', goalTarget, baseline: 0 };
        const money: Goal = { goalKind: 'money', goalTarget, baseline: 0 };
        const free = rows.map((row) => ({ ...row, amount: 0, counted: 0 }));
        const noPeople = rows.map((row) => ({ ...row, delta: 0 }));
        const uncounted = rows.map((row) => ({ ...row, currency: 'usd', counted: 0 }));
        expect(shown(people, rolledUp(free)).progress).toEqual(shown(people, rolledUp(rows)).progress);
        const { percent, remaining, amount } = shown(money, rolledUp(rows)).progress;
        expect(shown(money, rolledUp(noPeople)).progress).toMatchObject({ percent, remaining, amount });
        expect(shown(money, rolledUp([...rows, ...uncounted])).progress).toMatchObject({
          percent,
          remaining,
          amount,
        });
      }),
    );
  });
});

function pick(progress: ReturnType<typeof shown>['progress']) {
  const { count, percent, remaining, amount } = progress;
  return { count, percent, remaining, amount };
}

describe('what the meter says', () => {
  it('is never rounded up: full, or “reached”, at the goal and never below it', () => {
    const targets = fc.integer({ min: 1, max: 1e12 });
    const offsets = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(targets, offsets, fc.constantFrom('members', 'money'), (goalTarget, offset, kind) => {
        const value = Math.max(0, goalTarget + offset);
        const goal: Goal = { goalKind: kind as Goal['goalKind'], goalTarget, baseline: value };
        const body = shown(goal, []);
        const { fill, remaining } = meterWords(text, body);
        const reached = value >= goalTarget;
        expect(body.progress.percent === 100).toBe(reached);
        expect(fill === 100).toBe(reached);
        expect(remaining === text.t('meter.reached')).toBe(reached);
        expect(body.progress.remaining > 0).toBe(!reached);
        expect(body.status).toBe(reached ? 'met' : 'running');
      }),
      { numRuns: 500 },
    );
  });

  it('fills no more than the share, and never goes down when the number goes up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.nat(2e9), fc.nat(1000), (goalTarget, count, more) => {
        const at = (baseline: number) => {
          const body = shown({ goalKind: 'members', goalTarget, baseline }, []);
          return { ...body.progress, fill: meterWords(text, body).fill };
        };
        const [before, after] = [at(count), at(count + more)];
        expect(before.fill).toBeLessThanOrEqual((count * 100) / goalTarget);
        expect(before.percent).toBeLessThanOrEqual((count * 100) / goalTarget);
        expect(after.fill).toBeGreaterThanOrEqual(before.fill);
        expect(after.percent).toBeGreaterThanOrEqual(before.percent);
        expect(after.remaining).toBeLessThanOrEqual(before.remaining);
      }),
    );
  });
});
