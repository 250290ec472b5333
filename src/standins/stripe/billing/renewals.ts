import type Stripe from 'stripe';
import { nextBoundary } from '../calendar.js';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { bindPayment, paymentOf, settleInvoice } from './invoice-payments.js';
import { createInvoice, itemLines, takePendingLines } from './invoices.js';
import { attempt, createIntent } from './payment-intents.js';
import type { AttemptHow } from './payment-intents.js';
import { changeSubscription, endSubscription, periodEnd, rhythmOf } from './subscriptions.js';

const DAY = 86_400;
/** Days between the tries of a renewal that fails; after the last one the subscription ends. */
const RETRY_DAYS = [3, 5, 7];

export function runs(subscription: Stripe.Subscription): boolean {
  return ['active', 'trialing', 'past_due'].includes(subscription.status);
}

/** When time next changes this subscription; `null` if it does not. */
export function nextMoment(subscription: Stripe.Subscription): number | null {
  if (!runs(subscription)) return null;
  const { cancel_at: cancelAt, pause_collection: pause } = subscription;
  return Math.min(periodEnd(subscription), cancelAt ?? Infinity, pause?.resumes_at ?? Infinity);
}

/** Does what the clock says is due: resume, end, or renew. */
export function advance(world: World, subscription: Stripe.Subscription): void {
  const now = world.now();
  const { cancel_at: cancelAt, pause_collection: pause } = subscription;
  if (pause?.resumes_at != null && pause.resumes_at <= now) {
    changeSubscription(world, subscription, { pause_collection: null });
  } else if (cancelAt !== null && cancelAt <= now) {
    endSubscription(world, subscription, 'cancellation_requested');
  } else {
    renew(world, subscription);
  }
}

/** Moves the period on by one and bills the saved card, also before the period is over. */
export function renew(world: World, subscription: Stripe.Subscription): Stripe.Subscription {
  if (!runs(subscription)) throw invalid(`This subscription is ${subscription.status}.`);
  if (subscription.cancel_at_period_end)
    return endSubscription(world, subscription, 'cancellation_requested');
  const moved: Stripe.Subscription = {
    ...subscription,
    items: { ...subscription.items, data: movedItems(subscription) },
  };
  const lines = [...itemLines(moved), ...takePendingLines(world, moved.id)];
  const { pause_collection: pause } = subscription;
  const invoice = createInvoice(
    world,
    moved,
    'subscription_cycle',
    lines,
    pause?.behavior !== 'keep_as_draft',
  );
  const changed = changeSubscription(world, subscription, {
    items: moved.items,
    latest_invoice: invoice.id,
    status: subscription.status === 'trialing' ? 'active' : subscription.status,
  });
  if (pause) {
    setAside(world, invoice, pause.behavior);
    return changed;
  }
  collect(world, changed, invoice);
  return world.need('subscription', subscription.id);
}

/** Takes an open invoice's amount from the saved card. On failure the subscription becomes past due. */
export function collect(
  world: World,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
  how: AttemptHow = { onSession: false },
): void {
  if (invoice.amount_due === 0) {
    recover(world, subscription, settleInvoice(world, invoice));
    return;
  }
  const method = methodOf(world, subscription);
  const intent = intentOf(world, subscription, invoice);
  const tried = method && attempt(world, intent, method, how);
  if (tried?.status === 'succeeded') {
    recover(world, subscription, settleInvoice(world, invoice));
    return;
  }
  const code = tried?.status === 'failed' ? tried.failure.code : 'missing';
  noteFailure(world, subscription, invoice, code === 'authentication_required');
}

function movedItems(subscription: Stripe.Subscription): Stripe.SubscriptionItem[] {
  return subscription.items.data.map((item) => {
    const { interval, every } = rhythmOf(item.price);
    const start = item.current_period_end;
    const end = nextBoundary(subscription.billing_cycle_anchor, start, interval, every);
    return { ...item, current_period_start: start, current_period_end: end };
  });
}

function setAside(world: World, invoice: Stripe.Invoice, behavior: string): void {
  const at = world.now();
  const quiet = { ...invoice, auto_advance: false };
  if (behavior === 'void') {
    const transitions = { ...invoice.status_transitions, voided_at: at };
    emit(
      world,
      'invoice.voided',
      world.put('invoice', { ...quiet, status: 'void', status_transitions: transitions }),
    );
  } else if (behavior === 'mark_uncollectible') {
    const transitions = { ...invoice.status_transitions, marked_uncollectible_at: at };
    const row: Stripe.Invoice = { ...quiet, status: 'uncollectible', status_transitions: transitions };
    emit(world, 'invoice.marked_uncollectible', world.put('invoice', row));
  } else {
    world.put('invoice', quiet);
  }
}

function methodOf(world: World, subscription: Stripe.Subscription): Stripe.PaymentMethod | undefined {
  const customer = world.find('customer', idOf(subscription.customer));
  const chosen = idOf(subscription.default_payment_method);
  return world.find('payment_method', chosen ?? idOf(customer?.invoice_settings.default_payment_method));
}

function intentOf(
  world: World,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
): Stripe.PaymentIntent {
  const known = world.find('payment_intent', idOf(paymentOf(world, invoice.id)?.payment.payment_intent));
  if (known) return known;
  const intent = createIntent(world, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: idOf(subscription.customer),
    description: 'Subscription update',
    offSession: true,
  });
  bindPayment(world, invoice, intent.id);
  return intent;
}

function recover(world: World, subscription: Stripe.Subscription, invoice: Stripe.Invoice): void {
  if (subscription.status !== 'past_due' || subscription.latest_invoice !== invoice.id) return;
  changeSubscription(world, subscription, { status: 'active' });
}

function noteFailure(
  world: World,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
  needsPayer: boolean,
): void {
  const waitDays = RETRY_DAYS[invoice.attempt_count];
  const failed = world.put('invoice', {
    ...invoice,
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
    next_payment_attempt: waitDays === undefined ? null : world.now() + waitDays * DAY,
  });
  emit(world, 'invoice.payment_failed', failed);
  if (needsPayer) emit(world, 'invoice.payment_action_required', failed);
  if (waitDays === undefined) endSubscription(world, subscription, 'payment_failed');
  else changeSubscription(world, subscription, { status: 'past_due' });
}
