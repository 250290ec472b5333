/** After so many failures an event waits for a person. */
export const MOST_ATTEMPTS = 12;

const SECOND = 1000;
const LONGEST = 15 * 60 * SECOND;

/** Doubles from one second, with up to half of it taken off at random, so that what failed together does not return together. */
export function backoff(attempt: number, random = Math.random()): number {
  const full = Math.min(SECOND * 2 ** (attempt - 1), LONGEST);
  return full * (1 - random / 2);
}
