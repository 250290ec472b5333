import type { Gift } from './gift.js';
import type { Purchase } from './purchase.js';

/** The giver has the link at once, the recipient on the day. */
export function isDue({ recipient, dueAt }: Gift, now: number): boolean {
  return recipient === null || (dueAt ?? now) <= now;
}

/**
 * One gift for each whole price of a gift that went back, or all when a dispute was lost: those that are withdrawn stay so,
 * then those that nobody has redeemed, the last first.
 */
export function withdrawnOf({ gifts, initial }: Purchase): Set<Gift> {
  const back = initial?.lost ? initial.amount : (initial?.refunded ?? 0);
  const count = Math.floor((back * gifts.length) / (initial?.amount ?? 1));
  const rank = ({ withdrawn, redeemedBy }: Gift): number => (withdrawn ? 0 : redeemedBy ? 2 : 1);
  return new Set([...gifts].sort((a, b) => rank(a) - rank(b) || b.place - a.place).slice(0, count));
}
