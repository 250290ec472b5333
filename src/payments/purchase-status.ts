import type { PurchaseStatus } from './purchase.js';

/** What became known about a purchase: how its page stands, or how much of its first payment went back. */
export type PurchaseChange =
  | { page: 'open' | 'processing' | 'paid' | 'failed' | 'expired' }
  | { back: 'nothing' | 'part' | 'all'; disputed: boolean };

/**
 * The status after a change, whatever the order in which changes become known. Paid is never unlearnt:
 * a late `expired` or `failed` changes nothing, and a payment that comes after either still counts.
 */
export function nextStatus(current: PurchaseStatus, change: PurchaseChange): PurchaseStatus {
  return 'page' in change ? afterPage(current, change.page) : afterReversal(current, change);
}

type Page = Extract<PurchaseChange, { page: unknown }>['page'];
// No two are alike: of several ends that are told, the same one wins in any order.
const rank: Record<Page, number> = { open: 0, processing: 1, expired: 2, failed: 3, paid: 4 };

function afterPage(current: PurchaseStatus, page: Page): PurchaseStatus {
  if (current === 'refunded' || current === 'disputed') return current;
  return rank[page] > rank[current] ? page : current;
}

function afterReversal(
  current: PurchaseStatus,
  { back, disputed }: Extract<PurchaseChange, { back: unknown }>,
): PurchaseStatus {
  if (!isPaid(current)) return current;
  if (disputed) return 'disputed';
  return back === 'all' ? 'refunded' : 'paid';
}

/** Whether the money came in at some time, also when it has gone back since. */
export function isPaid(status: PurchaseStatus): boolean {
  return status === 'paid' || status === 'refunded' || status === 'disputed';
}
