import type { Posted } from './postman.js';
import type { Delivery } from './store/notes.js';

const HOUR = 3_600_000;
const GIVE_UP_AFTER = 72 * HOUR;

/** A delivery as it is after a try; `backoff` holds the waits before the next ones, in ms. */
export function afterTrying(delivery: Delivery, result: Posted, backoff: readonly number[]): Delivery {
  const now = Date.now();
  const attempts = delivery.attempts + 1;
  const firstAttemptAt = delivery.firstAttemptAt ?? now;
  const tried = {
    ...delivery,
    attempts,
    firstAttemptAt,
    lastStatus: result.status,
    lastError: result.error,
  };
  if (result.error === null) return { ...tried, state: 'succeeded', nextAttemptAt: null };
  const wait = backoff[Math.min(attempts, backoff.length) - 1] ?? HOUR;
  const givesUp = now + wait - firstAttemptAt > GIVE_UP_AFTER;
  return givesUp
    ? { ...tried, state: 'failed', nextAttemptAt: null }
    : { ...tried, nextAttemptAt: now + wait };
}

/** Lost on purpose: never tried, so the event counts as undelivered until it is sent again by hand. */
export function afterDropping(delivery: Delivery): Delivery {
  return { ...delivery, state: 'failed', nextAttemptAt: null, lastError: 'Dropped by the stand-in.' };
}

/** There is nobody left to deliver it to. */
export function canceled(delivery: Delivery): Delivery {
  return { ...delivery, state: 'canceled', nextAttemptAt: null };
}
