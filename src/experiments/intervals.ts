/** From an estimate's lower to its upper bound. */
export interface Interval {
  low: number;
  high: number;
}

/** The normal deviate of 95 %, two-sided, shared by so many comparisons (Bonferroni): 0.975, 0.9875, 0.99167. */
const deviates = [1.95996, 1.95996, 2.2414, 2.39398];

export const Z95 = 1.95996;

export function deviateFor(comparisons: number): number {
  return deviates[Math.min(comparisons, deviates.length - 1)] ?? Z95;
}

/** Of a share of few in many, which plain normal intervals get wrong: Wilson's score (Newcombe 1998, method 3). */
export function shareInterval(hits: number, of: number, z = Z95): Interval {
  if (of === 0) return { low: 0, high: 1 };
  const share = hits / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const middle = share + (z * z) / (2 * of);
  const scale = 1 + (z * z) / of;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

interface Share {
  hits: number;
  of: number;
}

/** Of the difference between two shares, one − other (Newcombe 1998, method 10). */
export function differenceInterval(one: Share, other: Share, z = Z95): Interval {
  const [p, q] = [one.hits / one.of, other.hits / other.of];
  const a = shareInterval(one.hits, one.of, z);
  const b = shareInterval(other.hits, other.of, z);
  return {
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low),
  };
}

/** Of the mean of `count` values, most of them zero, by their sum and the sum of their squares; never below zero. */
export function meanInterval(count: number, sum: number, squares: number, z = Z95): Interval {
  if (count === 0) return { low: 0, high: 0 };
  const mean = sum / count;
  const error = Math.sqrt(Math.max(0, squares / count - mean * mean) / count);
  return { low: Math.max(0, mean - z * error), high: mean + z * error };
}

/** The chi-squared value that one honest split in a thousand exceeds, by degrees of freedom. */
const oddSplits = [0, 10.828, 13.816, 16.266];

/** Whether readers were dealt otherwise than by the weights: then something is broken, and the results with it. */
export function isOddSplit(dealt: number[], weights: number[]): boolean {
  const all = dealt.reduce((sum, one) => sum + one, 0);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const chiSquared = dealt.reduce((sum, one, place) => {
    const expected = (all * (weights[place] ?? 0)) / weight;
    return expected === 0 ? sum : sum + (one - expected) ** 2 / expected;
  }, 0);
  return chiSquared > (oddSplits[dealt.length - 1] ?? Infinity);
}
