import type Stripe from 'stripe';
import { collect } from './collecting.js';
import { itemLines } from './invoice-lines.js';
import { createInvoice } from './invoices.js';
import { periodAfter, periodEnd } from './subscriptions.js';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import type { World } from '../world.js';

type PauseReason = 'pause_requested' | 'trial_end_without_payment_method';

/** The status `paused`: no invoices and no new periods until it is resumed. */
export function pauseSubscription(
  world: World,
  subscription: Stripe.Subscription,
  reason: PauseReason = 'pause_requested',
): Stripe.Subscription {
  const { status } = subscription;
  const pausable = status === 'active' || (status === 'trialing' && reason !== 'pause_requested');
  if (!pausable) throw invalid(`Only active subscriptions can be paused; this one is ${status}.`);
  const paused = world.put('subscription', {
    ...subscription,
    status: 'paused',
    status_details: {
      paused: { subscription: { type: reason }, transitioned_at: world.now(), type: 'subscription' },
    },
  });
  emit(world, 'customer.subscription.updated', paused, { status });
  emit(world, 'customer.subscription.paused', paused);
  return paused;
}

/** Goes on; where the paid period is over, or the rhythm begins anew, with an invoice at once. */
export function resumeSubscription(
  world: World,
  subscription: Stripe.Subscription,
  anchor: 'now' | 'unchanged',
): Stripe.Subscription {
  if (subscription.status !== 'paused') throw invalid('Only paused subscriptions can be resumed.');
  const now = world.now();
  const { status_details: _past, ...rest } = subscription;
  const anew = anchor === 'now' || periodEnd(subscription) <= now;
  const items = anew ? restartedItems(subscription, now) : subscription.items;
  const resumed = world.put('subscription', {
    ...rest,
    billing_cycle_anchor: anew ? now : rest.billing_cycle_anchor,
    items,
    status: 'active',
  });
  emit(world, 'customer.subscription.updated', resumed, { status: 'paused' });
  emit(world, 'customer.subscription.resumed', resumed);
  if (!anew) return resumed;
  const invoice = createInvoice(world, resumed, 'subscription_update', itemLines(resumed));
  collect(world, world.put('subscription', { ...resumed, latest_invoice: invoice.id }), invoice);
  return world.need('subscription', subscription.id);
}

export function restartedItems(subscription: Stripe.Subscription, now: number): Stripe.Subscription['items'] {
  const data = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: now,
    current_period_end: periodAfter(now, item.price),
  }));
  return { ...subscription.items, data };
}
