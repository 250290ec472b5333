import type { Stripe } from 'stripe';
import { money } from '../../common/money.js';
import type { ChargeFailureFact, InvoiceFact, PaymentFact } from '../facts.js';
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
  const payments = invoicePayments.flatMap(paymentOf);
  return {
    kind: 'invoice',
    invoiceId: invoice.id,
    subscriptionId,
    initial: invoice.billing_reason === 'subscription_create' && payments.length > 0,
    payments,
    periodEnd: periodEnd(invoice),
    at: instant(invoice.status_transitions?.paid_at) ?? instant(invoice.created),
  };
}

/** A charge that did not go through and is still asked for. */
export function readChargeFailure(
  invoice: Stripe.Invoice,
  invoicePayments: Stripe.InvoicePayment[],
  readAt: Date,
): Omit<ChargeFailureFact, 'purchaseId'> | null {
  const subscriptionId = subscriptionOfInvoice(invoice);
  if (!subscriptionId || !invoice.id || invoice.status !== 'open' || invoice.attempt_count === 0) return null;
  return {
    kind: 'charge_failure',
    readAt,
    invoiceId: invoice.id,
    subscriptionId,
    price: money(invoice.amount_remaining, invoice.currency),
    payUrl: invoice.hosted_invoice_url ?? null,
    wantsConfirmation: invoicePayments.some(wantsConfirmation),
  };
}

function wantsConfirmation({ payment: { payment_intent: intent } }: Stripe.InvoicePayment): boolean {
  if (typeof intent !== 'object' || !intent) return false;
  // Asked while its holder is away, a bank may also decline for the one reason that nobody was there to confirm.
  return intent.status === 'requires_action' || intent.last_payment_error?.code === 'authentication_required';
}

/** The span stands on the lines; the furthest one counts. The invoice's own period is the one before. */
function periodEnd({ lines }: Stripe.Invoice): Date | null {
  const ends = lines.data.map(({ period }) => period.end);
  return ends.length > 0 ? instant(Math.max(...ends)) : null;
}

/** One invoice may be paid in several parts; a zero invoice by none. */
function paymentOf(part: Stripe.InvoicePayment): PaymentFact[] {
  const id = idOf(part.payment.payment_intent);
  if (!id || part.status !== 'paid' || part.amount_paid === null) return [];
  return [{ id, price: money(part.amount_paid, part.currency), presentment: null }];
}
