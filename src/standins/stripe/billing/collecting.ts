import type Stripe from 'stripe';
import { emit } from '../events.js';
import { idOf } from '../store/tables.js';
import type { BankMood } from '../store/notes.js';
import type { World } from '../world.js';
import { settingsOf } from './account-settings.js';
import { attempt } from './attempts.js';
import type { AttemptHow } from './attempts.js';
import type { CardFailure } from './cards.js';
import { bindPayment, paymentOf, settleInvoice } from './invoice-payments.js';
import { createIntent } from './payment-intents.js';
import { changeSubscription, endSubscription } from './subscriptions.js';

const DAY = 86_400;
/** Days between the tries of a renewal that fails; what follows the last one is a setting of the account. */
const RETRY_DAYS = [3, 5, 7];

/** How far a try to collect has come; the failure is the card's. */
export type Collected =
  { status: 'paid' } | { status: 'processing' } | { status: 'failed'; failure: CardFailure };

const NO_METHOD: CardFailure = {
  code: 'resource_missing',
  message: 'This customer has no attached payment source or default payment method.',
};

/** Takes an open invoice's amount from the saved card. On failure the subscription becomes past due. */
export function collect(
  world: World,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
  how: AttemptHow = { onSession: false },
  method = methodOf(world, subscription),
): Collected {
  if (invoice.amount_due === 0) return settled(world, invoice);
  const intent = intentOf(world, subscription, invoice);
  // A debit that is under way is not sent a second time.
  if (intent.status === 'processing') return { status: 'processing' };
  const tried = method && attempt(world, intent, method, how);
  if (tried?.status === 'succeeded') return settled(world, invoice);
  if (tried?.status === 'processing') {
    world.put('invoice', { ...invoice, attempted: true, next_payment_attempt: null });
    return { status: 'processing' };
  }
  const failure = tried?.status === 'failed' ? tried.failure : NO_METHOD;
  const needsPayer = failure.code === 'authentication_required';
  noteFailure(world, subscription, invoice, {
    needsPayer,
    byHand: how.byHand ?? how.onSession,
  });
  return { status: 'failed', failure };
}

function settled(world: World, invoice: Stripe.Invoice): Collected {
  settle(world, invoice);
  return { status: 'paid' };
}

/** The invoice is paid, and so the subscription that waited for it goes on. */
export function settle(world: World, invoice: Stripe.Invoice): void {
  settleInvoice(world, invoice);
  putRight(world, invoice);
}

/** A subscription is late because of its latest invoice alone: when that is settled somehow, it is active. */
export function putRight(world: World, invoice: Stripe.Invoice): void {
  const subscription = world.find('subscription', idOf(invoice.parent?.subscription_details?.subscription));
  if (!subscription || !['past_due', 'unpaid', 'incomplete'].includes(subscription.status)) return;
  if (subscription.latest_invoice === invoice.id)
    changeSubscription(world, subscription, { status: 'active' });
}

export function methodOf(world: World, subscription: Stripe.Subscription): Stripe.PaymentMethod | undefined {
  const customer = world.find('customer', idOf(subscription.customer));
  const chosen = idOf(subscription.default_payment_method);
  return world.find('payment_method', chosen ?? idOf(customer?.invoice_settings.default_payment_method));
}

/** From now on the bank behind a subscription's card answers so. */
export function setMood(world: World, subscription: Stripe.Subscription, mood: BankMood['mood']): void {
  const method = methodOf(world, subscription);
  if (method) world.put('bank_mood', { id: method.id, mood });
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
    presentment: subscription.presentment_details?.presentment_currency,
  });
  bindPayment(world, invoice, intent.id);
  return intent;
}

/** One try less; the subscription is late, or given up after the last one. */
export function noteFailure(
  world: World,
  subscription: Stripe.Subscription,
  invoice: Stripe.Invoice,
  { needsPayer = false, byHand = false } = {},
): void {
  // As at Stripe: after the first try, those by hand leave the schedule of retries as it is.
  const counts = !byHand || invoice.attempt_count === 0;
  const failed = counts ? world.put('invoice', withNextTry(world, invoice)) : invoice;
  emit(world, 'invoice.payment_failed', failed);
  if (needsPayer) emit(world, 'invoice.payment_action_required', failed);
  if (!counts) return;
  if (failed.next_payment_attempt === null) giveUp(world, subscription);
  else changeSubscription(world, subscription, { status: 'past_due' });
}

function withNextTry(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  const waitDays = RETRY_DAYS[invoice.attempt_count];
  return {
    ...invoice,
    attempt_count: invoice.attempt_count + 1,
    attempted: true,
    next_payment_attempt: waitDays === undefined ? null : world.now() + waitDays * DAY,
  };
}

function giveUp(world: World, subscription: Stripe.Subscription): void {
  const { afterRetries } = settingsOf(world);
  if (afterRetries === 'canceled') endSubscription(world, subscription, 'payment_failed');
  else changeSubscription(world, subscription, { status: afterRetries });
}
