import type { Stripe } from 'stripe';
import { money } from '../../common/money.js';
import type { InvoiceFact, PaymentFact } from '../facts.js';
import { idOf, instant } from './values.js';

/** A paid invoice of a subscription; whose it is, the subscription tells. */
export type PaidInvoice = Omit<InvoiceFact, 'purchaseId'>;

export function subscriptionOfInvoice(invoice: Stripe.Invoice): string | null {
  return idOf(invoice.parent?.subscription_details?.subscription);
}

/** Null when it is not paid, or belongs to no subscription. */
export function readInvoice(
  invoice: Stripe.Invoice,
  invoicePayments: Stripe.InvoicePayment[],
): PaidInvoice | null {
  const subscriptionId = subscriptionOfInvoice(invoice);
  if (!subscriptionId || !invoice.id || invoice.status !== 'paid') return null;
  return {
    kind: 'invoice',
    invoiceId: invoice.id,
    subscriptionId,
    initial: invoice.billing_reason === 'subscription_create',
    payments: invoicePayments.flatMap(paymentOf),
    at: instant(invoice.status_transitions?.paid_at) ?? instant(invoice.created),
  };
}

/** One invoice may be paid in several parts; a zero invoice by none. */
function paymentOf(part: Stripe.InvoicePayment): PaymentFact[] {
  const id = idOf(part.payment.payment_intent);
  if (!id || part.status !== 'paid' || part.amount_paid === null) return [];
  return [{ id, price: money(part.amount_paid, part.currency), presentment: null }];
}
