import type { Stripe } from 'stripe';
import { isId } from '../../common/ids.js';
import type { SubscriptionFact } from '../facts.js';
import { idOf, instant } from './values.js';

/** Null when the subscription does not carry our metadata: it is not ours. */
export function readSubscription(subscription: Stripe.Subscription, readAt: Date): SubscriptionFact | null {
  const purchaseId = subscription.metadata?.purchase;
  if (!purchaseId || !isId(purchaseId)) return null;
  const paidUntil = periodEnd(subscription);
  return {
    kind: 'subscription',
    purchaseId,
    readAt,
    subscriptionId: subscription.id,
    customerId: idOf(subscription.customer),
    status: subscription.status as SubscriptionFact['status'],
    paidUntil,
    cancelAt: instant(subscription.cancel_at) ?? (subscription.cancel_at_period_end ? paidUntil : null),
    endedAt: instant(subscription.ended_at),
  };
}

/** The period stands on the items since API version 2025-03-31; the furthest one counts. */
function periodEnd(subscription: Stripe.Subscription): Date {
  const ends = subscription.items.data.map((item) => item.current_period_end);
  if (ends.length === 0) throw new Error(`${subscription.id} has no items`);
  return instant(Math.max(...ends));
}
