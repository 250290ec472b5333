import type Stripe from 'stripe';
import { emit } from '../events.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';

/** The bond between an invoice and the intent that pays it; there is one per intent. */
export function bindPayment(world: World, invoice: Stripe.Invoice, intent: string): Stripe.InvoicePayment {
  return world.put('invoice_payment', {
    id: newId('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: world.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  });
}

export function paymentOf(world: World, invoice: string): Stripe.InvoicePayment | undefined {
  return world.store.table('invoice_payment').where('invoice', invoice).at(-1);
}

/** Marks an invoice as paid, by a payment or because nothing was due. */
export function settleInvoice(world: World, invoice: Stripe.Invoice): Stripe.Invoice {
  const payment = paymentOf(world, invoice.id);
  const paid = world.put('invoice', {
    ...invoice,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempt_count: invoice.amount_due > 0 ? invoice.attempt_count + 1 : invoice.attempt_count,
    attempted: true,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...invoice.status_transitions, paid_at: world.now() },
  });
  emit(world, 'invoice.paid', paid);
  emit(world, 'invoice.payment_succeeded', paid);
  if (payment) emit(world, 'invoice_payment.paid', paidPayment(world, payment));
  return paid;
}

function paidPayment(world: World, payment: Stripe.InvoicePayment): Stripe.InvoicePayment {
  return world.put('invoice_payment', {
    ...payment,
    amount_paid: payment.amount_requested,
    status: 'paid',
    status_transitions: { ...payment.status_transitions, paid_at: world.now() },
  });
}
