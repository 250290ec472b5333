import type Stripe from 'stripe';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { putRight } from './collecting.js';
import { paymentOf } from './invoice-payments.js';
import { cancelIntent } from './payment-intents.js';

/** As if it had never been: its payment can no longer be made, and nobody is late because of it. */
export function voidInvoice(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalid(`You can only void open or uncollectible invoices; this one is ${invoice.status}.`);
  }
  cancelPayment(world, invoice);
  const transitions = { ...invoice.status_transitions, voided_at: world.now() };
  const row = { ...closed(invoice), status: 'void', status_transitions: transitions };
  const voided = world.put('invoice', row);
  emit(world, 'invoice.voided', voided);
  putRight(world, voided);
  return voided;
}

/** Given up as a bad debt; it can still be paid, but is no longer asked for. */
export function markUncollectible(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'open' && invoice.status !== 'draft') {
    throw invalid(`Only open or draft invoices can be marked uncollectible; this one is ${invoice.status}.`);
  }
  const transitions = { ...invoice.status_transitions, marked_uncollectible_at: world.now() };
  const row = { ...closed(invoice), status: 'uncollectible', status_transitions: transitions };
  const marked = world.put('invoice', row);
  emit(world, 'invoice.marked_uncollectible', marked);
  putRight(world, marked);
  return marked;
}

function closed(invoice: Stripe.Invoice): Stripe.Invoice {
  return { ...invoice, auto_advance: false, next_payment_attempt: null };
}

function cancelPayment(world: World, invoice: Stripe.Invoice): void {
  const payment = paymentOf(world, invoice.id);
  const intent = world.find('payment_intent', idOf(payment?.payment.payment_intent));
  if (!payment || !intent) return;
  cancelIntent(world, intent, 'void_invoice');
  const transitions = { ...payment.status_transitions, canceled_at: world.now() };
  world.put('invoice_payment', { ...payment, status: 'canceled', status_transitions: transitions });
}
