import type Stripe from 'stripe';
import { nextBoundary } from '../calendar.js';
import { invalid } from '../http/errors.js';
import type { World } from '../world.js';
import { collect, methodOf } from './collecting.js';
import { lastingDiscounts } from './discounts.js';
import { markUncollectible, voidInvoice } from './invoice-ends.js';
import { itemLines, takePendingLines } from './invoice-lines.js';
import { createInvoice } from './invoices.js';
import { pauseSubscription } from './pausing.js';
import { changeSubscription, endSubscription, periodEnd, rhythmOf } from './subscriptions.js';
import { tellTrialEnds, trialNotice } from './trial-notices.js';

/** Is billed, and tried to be paid, when its period ends. */
export function runs(subscription: Stripe.Subscription): boolean {
  return ['active', 'trialing', 'past_due'].includes(subscription.status);
}

export function hasEnded({ status }: Stripe.Subscription): boolean {
  return status === 'canceled' || status === 'incomplete_expired';
}

/** When time next changes this subscription; `null` if it does not. */
export function nextMoment(world: World, subscription: Stripe.Subscription): number | null {
  if (hasEnded(subscription)) return null;
  const { cancel_at: cancelAt, pause_collection: pause, status } = subscription;
  const moment = Math.min(
    runs(subscription) || status === 'unpaid' ? periodEnd(subscription) : Infinity,
    cancelAt ?? Infinity,
    pause?.resumes_at ?? Infinity,
    trialNotice(world, subscription) ?? Infinity,
  );
  return moment === Infinity ? null : moment;
}

/** Does what the clock says is due: tell, resume, end, or renew. */
export function advance(world: World, subscription: Stripe.Subscription): void {
  const now = world.now();
  const { cancel_at: cancelAt, pause_collection: pause } = subscription;
  const notice = trialNotice(world, subscription);
  if (notice !== null && notice <= now) {
    tellTrialEnds(world, subscription);
  } else if (pause?.resumes_at != null && pause.resumes_at <= now) {
    changeSubscription(world, subscription, { pause_collection: null });
  } else if (cancelAt !== null && cancelAt <= now) {
    endSubscription(world, subscription, 'cancellation_requested');
  } else if (subscription.status === 'trialing' && !methodOf(world, subscription)) {
    endTrialWithoutMethod(world, subscription);
  } else {
    renew(world, subscription);
  }
}

function endTrialWithoutMethod(world: World, subscription: Stripe.Subscription): void {
  const wanted = subscription.trial_settings?.end_behavior.missing_payment_method;
  if (wanted === 'pause') pauseSubscription(world, subscription, 'trial_end_without_payment_method');
  else if (wanted === 'cancel') endSubscription(world, subscription, 'cancellation_requested');
  else renew(world, subscription);
}

/** How a renewal's invoice is dealt with. */
export type Collecting = (world: World, subscription: Stripe.Subscription, invoice: Stripe.Invoice) => void;

/** Moves the period on by one and bills the saved card, also before the period is over. */
export function renew(
  world: World,
  subscription: Stripe.Subscription,
  collecting: Collecting = collect,
): Stripe.Subscription {
  const unpaid = subscription.status === 'unpaid';
  if (!runs(subscription) && !unpaid) throw invalid(`This subscription is ${subscription.status}.`);
  if (subscription.cancel_at_period_end)
    return endSubscription(world, subscription, 'cancellation_requested');
  const items = { ...subscription.items, data: movedItems(subscription) };
  const moved: Stripe.Subscription = { ...subscription, items };
  const lines = [...itemLines(moved), ...takePendingLines(world, moved.id)];
  const pause = subscription.pause_collection;
  // Somebody who has not paid for long is billed on, but no longer asked: the invoices stay drafts.
  const finalize = !unpaid && pause?.behavior !== 'keep_as_draft';
  const invoice = createInvoice(world, moved, 'subscription_cycle', lines, finalize);
  const changed = changeSubscription(world, subscription, {
    discounts: lastingDiscounts(world, moved),
    items,
    latest_invoice: invoice.id,
    status: subscription.status === 'trialing' ? 'active' : subscription.status,
  });
  if (unpaid) setAside(world, invoice, 'keep_as_draft');
  else if (pause) setAside(world, invoice, pause.behavior);
  else collecting(world, changed, invoice);
  return world.need('subscription', subscription.id);
}

function movedItems(subscription: Stripe.Subscription): Stripe.SubscriptionItem[] {
  return subscription.items.data.map((item) => {
    const { interval, every } = rhythmOf(item.price);
    const start = item.current_period_end;
    const end = nextBoundary(subscription.billing_cycle_anchor, start, interval, every);
    return { ...item, current_period_start: start, current_period_end: end };
  });
}

/** What is billed while collecting is paused is not asked for. */
function setAside(world: World, invoice: Stripe.Invoice, behavior: string): void {
  if (behavior === 'void') voidInvoice(world, invoice);
  else if (behavior === 'mark_uncollectible') markUncollectible(world, invoice);
  else world.put('invoice', { ...invoice, auto_advance: false });
}
