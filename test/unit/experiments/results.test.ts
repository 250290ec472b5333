import type { Variant } from '../../../src/experiments/experiment.js';
import { resultsOf, type VariantCounts, type Verdict } from '../../../src/experiments/results.js';

const variant = (key: string): Variant => ({
  key,
  name: key.toUpperCase(),
  weight: 1,
  copy: {},
  amounts: [],
});

const counts = (readers: number, purchases: number, more: Partial<VariantCounts> = {}): VariantCounts => ({
  readers,
  views: readers * 2,
  presses: purchases,
  purchases,
  value: purchases * 1000,
  squares: purchases * 1000 * 1000,
  ...more,
});

function verdict(first: VariantCounts, second: VariantCounts, wanted = 1_000): Verdict | undefined {
  const of = (key: string): VariantCounts => (key === 'a' ? first : second);
  return resultsOf([variant('a'), variant('b')], of, wanted).variants[1]?.verdict;
}

describe('what is said of a variant', () => {
  it('is that it is better, or worse, where the interval of the difference leaves out nothing', () => {
    expect(verdict(counts(10_000, 100), counts(10_000, 160))).toBe('better');
    expect(verdict(counts(10_000, 160), counts(10_000, 100))).toBe('worse');
  });

  it('is that no difference can be seen, where it could be nothing', () => {
    expect(verdict(counts(10_000, 100), counts(10_000, 110))).toBe('no_difference');
  });

  it('is nothing before each has the readers that were agreed on', () => {
    expect(verdict(counts(10_000, 100), counts(9_900, 200), 10_000)).toBe('not_enough');
  });

  it('is nothing while so few pay that chance decides', () => {
    expect(verdict(counts(10_000, 1), counts(10_000, 9))).toBe('not_enough');
  });

  it('is nothing where readers were dealt otherwise than by the weights', () => {
    expect(verdict(counts(10_000, 100), counts(11_000, 200))).toBe('not_enough');
    const of = (key: string): VariantCounts => counts(key === 'a' ? 10_000 : 11_000, 100);
    expect(resultsOf([variant('a'), variant('b')], of, 1_000).oddSplit).toBe(true);
  });

  it('is nothing of nobody', () => {
    const none = counts(0, 0);
    const results = resultsOf([variant('a'), variant('b')], () => none, 100);
    expect(results).toMatchObject({ enough: false, oddSplit: false });
    expect(results.variants[0]).toMatchObject({ conversion: null, valuePerThousandViews: null });
  });
});

describe('the figures', () => {
  it('are conversion by readers and value by thousand views, each with its interval', () => {
    const { variants } = resultsOf([variant('a'), variant('b')], () => counts(1_000, 20), 100);
    expect(variants[0]?.conversion).toEqual({
      rate: 0.02,
      low: expect.closeTo(0.013, 3),
      high: expect.closeTo(0.0307, 3),
    });
    // 20 × €10 over 2,000 views: €100 per thousand.
    expect(variants[0]?.valuePerThousandViews).toEqual({ amount: 10_000, low: 5_639, high: 14_361 });
  });

  it('stay within the whole where forged links bring more purchases than readers', () => {
    const { variants } = resultsOf([variant('a'), variant('b')], () => counts(10, 50), 100);
    expect(variants[0]?.conversion?.high).toBe(1);
    expect(variants[1]?.difference?.low).toBeGreaterThanOrEqual(-1);
  });
});
