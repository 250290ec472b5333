import type { Stripe } from 'stripe';
import { isId } from '../../common/ids.js';
import { money } from '../../common/money.js';
import type { SubscribedItem, SubscriptionFact } from '../facts.js';
import { productKeyOf } from './product-id.js';
import { idOf, instant } from './values.js';

/** Whose it is, its metadata tells; one that was begun elsewhere names no purchase. */
export interface SubscriptionReading {
  purchaseId: string | null;
  reading: Omit<SubscriptionFact, 'purchaseId'>;
}

export function readSubscription(subscription: Stripe.Subscription, readAt: Date): SubscriptionReading {
  const named = subscription.metadata?.purchase;
  const purchaseId = named && isId(named) ? named : null;
  return { purchaseId, reading: readingOf(subscription, readAt) };
}

function readingOf(subscription: Stripe.Subscription, readAt: Date): SubscriptionReading['reading'] {
  const { end, start } = period(subscription);
  return {
    kind: 'subscription',
    readAt,
    subscriptionId: subscription.id,
    customerId: idOf(subscription.customer),
    startedAt: instant(subscription.start_date),
    status: subscription.status as SubscriptionFact['status'],
    period: { start, end },
    collectionPaused: subscription.pause_collection !== null,
    trialEnd: instant(subscription.trial_end),
    item: itemOf(subscription),
    cancelAt: instant(subscription.cancel_at) ?? (subscription.cancel_at_period_end ? end : null),
    endedAt: instant(subscription.ended_at),
  };
}

/** The period stands on the items since API version 2025-03-31; the furthest one counts. */
function period({ id, items: { data } }: Stripe.Subscription): { start: Date; end: Date } {
  const last = data.toSorted((a, b) => b.current_period_end - a.current_period_end)[0];
  if (!last) throw new Error(`${id} has no items`);
  return { start: instant(last.current_period_start), end: instant(last.current_period_end) };
}

/** We sell one thing at a time: the first item is it. */
function itemOf({ id, items: { data } }: Stripe.Subscription): SubscribedItem {
  const [item] = data;
  if (!item) throw new Error(`${id} has no items`);
  const { price, quantity } = item;
  const productId = idOf(price.product) ?? '';
  return {
    productId,
    priceId: price.id,
    productKey: productKeyOf(productId),
    price: price.unit_amount === null ? null : money(price.unit_amount * (quantity ?? 1), price.currency),
    interval: price.recurring?.interval ?? 'month',
  };
}
