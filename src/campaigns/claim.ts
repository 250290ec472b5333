import { addDays } from '../common/dates.js';
import type { Language } from '../common/languages.js';

/** A figure that stands beside the number, "12,000 supporters", with where it comes from (counting.md, rule 13). */
export interface Claim {
  text: string;
  numerator: number;
  denominator?: number;
  source: string;
  /** ISO 8601, `2026-11-01`. */
  asOf: string;
  /** How it reads in other languages. */
  translations?: Partial<Record<Language, ClaimWords>>;
}

export type ClaimWords = Pick<Claim, 'text' | 'source'>;

/** A claim that nobody has checked for so long is hidden. */
const FRESH_DAYS = 400;

/** As it reads in a language, where that was written. */
export function claimIn({ translations, ...claim }: Claim, language: Language): Claim {
  return { ...claim, ...translations?.[language] };
}

export function isFresh(claim: Claim, now: Date): boolean {
  return now < addDays(new Date(claim.asOf), FRESH_DAYS);
}
