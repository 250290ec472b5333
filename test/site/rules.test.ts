import fc from 'fast-check';
import { InvalidInput } from '../../src/common/errors.js';
import { accentFor, contrast } from '../../src/site/accent.js';
import type { CampaignProgress } from '../../src/site/campaign-view.js';
import { chosenAmount, donationAmounts } from '../../src/site/donation-amounts.js';
import { LONGEST_ATTRIBUTION } from '../../src/payments/purchase.js';
import { textFor } from '../../src/site/messages/text.js';
import { meterWords } from '../../src/site/meter-words.js';
import { along, trailFrom } from '../../src/site/trail.js';

const text = textFor('en');

function campaignAt(count: number): CampaignProgress {
  return {
    slug: 'birthday',
    title: '1,000 new members',
    status: 'running',
    goal: { kind: 'members', target: 1000 },
    nextGoal: { target: 1500 },
    progress: { count, percent: 0, remaining: 0 },
    supporters: 0,
    claims: [],
    startsAt: '2026-11-01T00:00:00Z',
    endsAt: '2026-12-31T22:00:00Z',
    timeZone: 'Europe/Kyiv',
  };
}

describe('the meter’s words', () => {
  it.each([
    [0, '0', '1,000 to go', 0],
    [412, '412', '588 to go', 41.2],
    [999, '999', '1 to go', 99.9],
    [1000, '1,000', 'Goal reached. Next stop: 1,500', 100],
    [1203, '1,203', 'Goal reached. Next stop: 1,500', 100],
    [-2, '-2', '1,002 to go', 0],
  ])('%i is shown as %s, “%s”, filled to %d %', (count, shown, remaining, fill) => {
    expect(meterWords(text, campaignAt(count))).toMatchObject({ count: shown, remaining, fill });
  });

  it('names the last day, not the midnight after it', () => {
    expect(meterWords(text, campaignAt(1)).end).toBe('until 31 December');
  });

  it('speaks of money where the goal is money', () => {
    const campaign = campaignAt(0);
    campaign.goal = { kind: 'money', target: 1_000_000, currency: 'eur' };
    campaign.progress.amount = { amount: 412_050, currency: 'eur' };
    expect(meterWords(text, campaign)).toMatchObject({ count: '€4,120.50', of: 'of €10,000', fill: 41.2 });
  });
});

describe('a newsroom’s colour', () => {
  it('can be read in both schemes, whatever it is', () => {
    const colours = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colours, (colour) => {
        const { light, dark } = accentFor(colour);
        for (const paper of ['#fdfcf9', '#f3efe6'])
          expect(contrast(light.accent, paper)).toBeGreaterThanOrEqual(4.5);
        for (const paper of ['#161614', '#242420'])
          expect(contrast(dark.accent, paper)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(light.accent, light.onAccent)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(dark.accent, dark.onAccent)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

describe('a donation’s amount', () => {
  it.each([
    [{ amount: '2500' }, 2500],
    [{ amount: 'own', ownAmount: '12,50' }, 1250],
    [{ ownAmount: '30' }, 30_00],
  ])('%j is %i', (values, amount) => {
    expect(chosenAmount(values, donationAmounts('eur'), 'eur', text).amount).toEqual({
      amount,
      currency: 'eur',
    });
  });

  it.each([
    [{}],
    [{ amount: '2600' }],
    [{ amount: 'own' }],
    [{ amount: '500', ownAmount: '30' }],
    [{ ownAmount: '1.234' }],
  ])('%j is asked back', (values) =>
    expect(() => chosenAmount(values, donationAmounts('eur'), 'eur', text)).toThrow(InvalidInput),
  );
});

describe('where a reader came from', () => {
  it('travels along, without what is no text, and cut where it is too long', () => {
    const trail = trailFrom({
      campaign: 'birthday',
      utm_source: 'a b',
      ref: ['x'],
      page: `${'y'.repeat(LONGEST_ATTRIBUTION - 1)}😀`,
      other: 'z',
    });
    expect(along('/join', trail)).toBe(
      `/join?campaign=birthday&utm_source=a+b&page=${'y'.repeat(LONGEST_ATTRIBUTION - 1)}`,
    );
  });
});
