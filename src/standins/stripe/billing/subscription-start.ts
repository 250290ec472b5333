import type Stripe from 'stripe';
import { emit } from '../events.js';
import type { CheckoutNotes } from '../store/notes.js';
import type { World } from '../world.js';
import { updateCustomer } from './customers.js';
import { createDiscount, lastingDiscounts } from './discounts.js';
import { bindPayment, settleInvoice } from './invoice-payments.js';
import { itemLines } from './invoice-lines.js';
import { createInvoice } from './invoices.js';
import { sessionOffer } from './session-discount.js';
import { buildSubscription } from './subscriptions.js';

const DAY = 86_400;

/** When a trial that begins now would end; `null` without one. */
export function trialEndOf(world: World, { subscriptionData }: CheckoutNotes): number | null {
  const { trial_end: end, trial_period_days: days } = subscriptionData;
  return end ?? (days ? world.now() + days * DAY : null);
}

/** Until when nothing is charged, by a trial or by a first period that is not prorated; `null` when it is charged at once. */
export function freeUntil(world: World, notes: CheckoutNotes): number | null {
  return trialEndOf(world, notes) ?? notes.subscriptionData.billing_cycle_anchor ?? null;
}

/** After the payment: the subscription, and its first invoice, already paid. */
export function startSubscription(
  world: World,
  session: Stripe.Checkout.Session,
  customer: string,
  method: Stripe.PaymentMethod | null,
  intent: Stripe.PaymentIntent | null,
): { subscription: string; invoice: string } {
  const notes = world.need('checkout_notes', session.id);
  const trialEnd = trialEndOf(world, notes);
  const offer = sessionOffer(world, session);
  const built = buildSubscription(world, {
    customer,
    currency: session.currency ?? 'eur',
    paymentMethod: method?.id ?? null,
    description: notes.subscriptionData.description,
    metadata: notes.subscriptionData.metadata,
    trialEnd,
    anchor: notes.subscriptionData.billing_cycle_anchor ?? null,
    missingMethod: notes.subscriptionData.missing_payment_method,
    lineItems: notes.lineItems,
  });
  const on = { customer, subscription: built.id, session: session.id };
  const discounts = offer ? [createDiscount(world, offer, on).id] : [];
  const subscription = world.put('subscription', {
    ...built,
    discounts,
    ...(notes.presentment && { presentment_details: { presentment_currency: notes.presentment } }),
  });
  updateCustomer(world, world.need('customer', customer), { currency: subscription.currency });
  const invoice = createInvoice(
    world,
    subscription,
    'subscription_create',
    itemLines(subscription, freeUntil(world, notes) !== null),
  );
  if (intent) bindPayment(world, invoice, intent.id);
  const billed = world.put('subscription', {
    ...subscription,
    discounts: lastingDiscounts(world, subscription),
    latest_invoice: invoice.id,
  });
  emit(world, 'customer.subscription.created', billed);
  // A debit under way leaves the invoice open, and the subscription active all the same.
  if (intent?.status !== 'processing') settleInvoice(world, invoice);
  else world.put('invoice', { ...invoice, attempted: true });
  world.put('checkout_notes', { ...notes, subscription: subscription.id });
  return { subscription: subscription.id, invoice: invoice.id };
}
