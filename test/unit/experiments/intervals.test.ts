import fc from 'fast-check';
import {
  deviateFor,
  differenceInterval,
  isOddSplit,
  meanInterval,
  shareInterval,
} from '../../../src/experiments/intervals.js';

const rounded = (interval: { low: number; high: number }): [number, number] => [
  Number(interval.low.toFixed(4)),
  Number(interval.high.toFixed(4)),
];

describe('the interval of a share', () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is as published', (hits, of, low, high) => {
    expect(rounded(shareInterval(hits, of))).toEqual([low, high]);
  });

  it('says nothing of nobody', () => {
    expect(shareInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it('holds the share, within 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (a, b) => {
        const [hits, of] = [Math.min(a, b), Math.max(a, b, 1)];
        const { low, high } = shareInterval(hits, of);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / of + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / of - 1e-12);
      }),
    );
  });
});

describe('the interval of a difference', () => {
  // Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 20, 0.6791, 1],
  ])('%i of %i against %i of %i is as published', (a, of, b, ofOther, low, high) => {
    expect(rounded(differenceInterval({ hits: a, of }, { hits: b, of: ofOther }))).toEqual([low, high]);
  });

  it('grows with the number of comparisons that share the 5 %', () => {
    const width = (comparisons: number): number => {
      const z = deviateFor(comparisons);
      const { low, high } = differenceInterval({ hits: 30, of: 1000 }, { hits: 20, of: 1000 }, z);
      return high - low;
    };
    expect(width(2)).toBeGreaterThan(width(1));
    expect(width(3)).toBeGreaterThan(width(2));
  });
});

describe('the interval of a mean', () => {
  it('is the mean and its standard error', () => {
    // Nine times nothing and once 10: mean 1, variance 9, error sqrt(9 / 10).
    const { low, high } = meanInterval(10, 10, 100, 1);
    expect([low, high]).toEqual([expect.closeTo(1 - 0.94868, 4), expect.closeTo(1.94868, 4)]);
  });

  it('is never below nothing', () => {
    expect(meanInterval(2, 5, 25).low).toBe(0);
    expect(meanInterval(0, 0, 0)).toEqual({ low: 0, high: 0 });
  });
});

describe('a split', () => {
  it('is odd when chance does it less than once in a thousand times', () => {
    expect(isOddSplit([5_000, 5_100], [1, 1])).toBe(false);
    expect(isOddSplit([5_000, 5_400], [1, 1])).toBe(true);
    expect(isOddSplit([9_000, 1_000], [9, 1])).toBe(false);
    expect(isOddSplit([0, 0], [1, 1])).toBe(false);
  });
});
