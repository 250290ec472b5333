import { MINUTE } from './calendar.js';
import type { Refund } from './payment.js';
import type { Purchase } from './purchase.js';

/** How long a page waits to be paid, and no longer. */
const PAGE_OPEN = 31 * MINUTE;

/** When time next changes a purchase at Stripe; null when it does not. */
export function momentOf(purchase: Purchase): number | null {
  if (purchase.page === 'open') return purchase.bought.openedAt + PAGE_OPEN;
  if (purchase.page === 'processing') return purchase.settlesAt;
  let next = purchase.subscription?.nextMoment ?? Infinity;
  for (const { refunds } of purchase.payments)
    for (const { decidedAt } of refunds) next = Math.min(next, decidedAt ?? Infinity);
  return next === Infinity ? null : next;
}

/** What is due at that moment happens. */
export function bring(purchase: Purchase, at: number): void {
  purchase.fresh = true;
  if (purchase.page === 'open') purchase.page = 'expired';
  if (purchase.page === 'processing') {
    if (purchase.card === 'bank') purchase.arrive(at);
    else purchase.page = 'failed';
  }
  for (const { refunds } of purchase.payments) for (const refund of refunds) decide(refund, at);
  const { subscription } = purchase;
  if (!subscription || (subscription.nextMoment ?? Infinity) > at) return;
  for (const { amount } of subscription.advance(at)) purchase.pay(at, amount);
}

function decide(refund: Refund, at: number): void {
  if (refund.decidedAt === null || refund.decidedAt > at) return;
  refund.decidedAt = null;
  refund.status = refund.fails ? 'failed' : 'succeeded';
}
