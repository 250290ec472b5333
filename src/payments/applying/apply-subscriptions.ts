import type { SubscriptionFact, Told } from '../facts.js';
import type { SubscriptionState } from '../outcome.js';
import { isPaid } from '../purchase-status.js';
import { knownPurchase } from './known-purchase.js';
import type { Purchases } from './lock-purchases.js';

/** Tells how subscriptions stand. While the first money is not in, there is nothing yet that a state could be of. */
export function applySubscriptions(
  purchases: Purchases,
  told: Told<SubscriptionFact>[],
): SubscriptionState[] {
  return told.flatMap(({ fact, eventId }) => {
    const { subscriptionId, customerId, status, paidUntil, cancelAt, endedAt, readAt } = fact;
    const purchase = knownPurchase(purchases, fact.purchaseId);
    purchase.subscriptionId ??= subscriptionId;
    purchase.customerId ??= customerId;
    if (!isPaid(purchase.status) || purchase.subscriptionId !== subscriptionId) return [];
    const at = endedAt ?? readAt;
    return {
      kind: 'subscription',
      purchase,
      eventId,
      at,
      subscriptionId,
      customerId,
      status,
      paidUntil,
      cancelAt,
      endedAt,
    };
  });
}
