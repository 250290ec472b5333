import { addDays } from '../common/dates.js';

/** A figure that stands beside the number, "12,000 supporters", with where it comes from (counting.md, rule 13). */
export interface Claim {
  text: string;
  numerator: number;
  denominator?: number;
  source: string;
  /** ISO 8601, `2026-11-01`. */
  asOf: string;
}

/** A claim that nobody has checked for so long is hidden. */
const FRESH_DAYS = 400;

export function isFresh(claim: Claim, now: Date): boolean {
  return now < addDays(new Date(claim.asOf), FRESH_DAYS);
}
