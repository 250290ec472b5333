import type { Purchase } from '../purchase.js';
import type { Purchases } from './lock-purchases.js';

export function knownPurchase(purchases: Purchases, id: string): Purchase {
  const purchase = purchases.get(id);
  if (!purchase) throw new Error(`purchase ${id} was not locked`);
  return purchase;
}
