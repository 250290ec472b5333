import {
  differenceInterval,
  deviateFor,
  type Interval,
  isOddSplit,
  meanInterval,
  shareInterval,
} from './intervals.js';
import type { Variant } from './experiment.js';

/** What was counted of one variant; `value` and `squares` are of minor units of one currency. */
export interface VariantCounts {
  readers: number;
  views: number;
  presses: number;
  purchases: number;
  value: number;
  squares: number;
}

/** What can be said of a variant beside the first. */
export type Verdict = 'first' | 'not_enough' | 'no_difference' | 'better' | 'worse';

export interface VariantResult extends Omit<VariantCounts, 'squares'> {
  key: string;
  name: string;
  weight: number;
  /** Purchases by readers; null without readers. */
  conversion: (Interval & { rate: number }) | null;
  /** Minor units; null without views. */
  valuePerThousandViews: (Interval & { amount: number }) | null;
  /** Its conversion minus the first one's, by as many comparisons as there are. */
  difference: Interval | null;
  verdict: Verdict;
}

export interface ExperimentResults {
  variants: VariantResult[];
  /** All variants have the readers that were agreed on, and purchases enough for the intervals to hold. */
  enough: boolean;
  /** Readers were dealt otherwise than by the weights. */
  oddSplit: boolean;
}

/** If nothing differed, each variant should have had so many purchases before anything is said of it. */
const PURCHASES_WANTED = 10;

/** Pure: what was counted, and what can honestly be said of it. */
export function resultsOf(
  variants: Variant[],
  countsOf: (key: string) => VariantCounts,
  readersWanted: number,
): ExperimentResults {
  const counted = variants.map((variant) => ({ variant, counts: countsOf(variant.key) }));
  const total = (of: 'readers' | 'purchases'): number =>
    counted.reduce((sum, { counts }) => sum + counts[of], 0);
  const rate = total('purchases') / Math.max(1, total('readers'));
  const enough = counted.every(
    ({ counts: { readers } }) => readers >= readersWanted && readers * rate >= PURCHASES_WANTED,
  );
  const dealt = counted.map(({ counts }) => counts.readers);
  const oddSplit = isOddSplit(
    dealt,
    variants.map(({ weight }) => weight),
  );
  const first = counted[0]?.counts;
  const z = deviateFor(variants.length - 1);
  return {
    variants: counted.map(({ variant, counts }, place) => {
      const difference = place > 0 && first ? comparison(counts, first, z) : null;
      const verdict = verdictOf(place, enough && !oddSplit, difference);
      return { ...figuresOf(variant, counts), difference, verdict };
    }),
    enough,
    oddSplit,
  };
}

function figuresOf({ key, name, weight }: Variant, { squares, ...counts }: VariantCounts) {
  const { readers, views, purchases, value } = counts;
  const conversion = readers > 0 ? { rate: purchases / readers, ...shareOf(counts) } : null;
  const perView = meanInterval(views, value, squares);
  const thousand = (amount: number): number => Math.round(amount * 1000);
  const valuePerThousandViews =
    views > 0
      ? { amount: thousand(value / views), low: thousand(perView.low), high: thousand(perView.high) }
      : null;
  return { key, name, weight, ...counts, conversion, valuePerThousandViews };
}

/** A reader may buy twice, and a forged link may buy without a reader: a share is never more than whole. */
function shareOf({ readers, purchases }: Pick<VariantCounts, 'readers' | 'purchases'>, z?: number): Interval {
  return shareInterval(Math.min(purchases, readers), readers, z);
}

function comparison(one: VariantCounts, other: VariantCounts, z: number): Interval | null {
  if (one.readers === 0 || other.readers === 0) return null;
  const share = ({ readers, purchases }: VariantCounts) => ({
    hits: Math.min(purchases, readers),
    of: readers,
  });
  return differenceInterval(share(one), share(other), z);
}

function verdictOf(place: number, enough: boolean, difference: Interval | null): Verdict {
  if (place === 0) return 'first';
  if (!enough || !difference) return 'not_enough';
  if (difference.low > 0) return 'better';
  return difference.high < 0 ? 'worse' : 'no_difference';
}
