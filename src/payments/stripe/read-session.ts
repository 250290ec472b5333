import type { Stripe } from 'stripe';
import { isId } from '../../common/ids.js';
import { money, type Money } from '../../common/money.js';
import type { PaymentFact, SessionFact } from '../facts.js';
import { idOf, instant } from './values.js';

type Session = Stripe.Checkout.Session;

/** The purchase that we named when we opened the session; null when the session is not ours. */
export function purchaseOfSession(session: Session): string | null {
  const named = session.metadata?.purchase ?? session.client_reference_id;
  return named && isId(named) ? named : null;
}

/** `at` is when the session came to what it now is; null leaves that to the charge or the invoice, where they are expanded. */
export function readSession(
  session: Session,
  purchaseId: string,
  at: Date | null = null,
  standing = standingOf(session),
): SessionFact {
  return {
    kind: 'session',
    purchaseId,
    sessionId: session.id,
    standing,
    payment: standing === 'paid' ? paymentOf(session) : null,
    total: totalOf(session),
    payer: {
      email: session.customer_details?.email ?? session.customer_email ?? null,
      name: session.customer_details?.name ?? null,
    },
    customerId: idOf(session.customer),
    subscriptionId: idOf(session.subscription),
    at: at ?? paidAt(session) ?? new Date(),
  };
}

/** Fulfilled means anything but `unpaid`: a free one says `no_payment_required`. */
function standingOf(session: Session): SessionFact['standing'] {
  if (session.status === 'expired') return 'expired';
  if (session.status === 'open') return 'open';
  if (session.payment_status !== 'unpaid') return 'paid';
  return hasBounced(session) ? 'failed' : 'processing';
}

/** A session stays `unpaid` after its debit has failed; only its payment, where that is expanded, tells. */
function hasBounced({ payment_intent: intent }: Session): boolean {
  if (!intent || typeof intent === 'string') return false;
  return intent.status === 'requires_payment_method' || intent.status === 'canceled';
}

function paymentOf(session: Session): PaymentFact | null {
  const id = idOf(session.payment_intent);
  if (!id || session.amount_total === null || !session.currency) return null;
  return { id, price: money(session.amount_total, session.currency), presentment: presentmentOf(session) };
}

/** Nothing is charged while `no_payment_required`, whatever the items add up to: a trial, a coupon of 100 %. */
function totalOf({ amount_total: amount, currency, payment_status: status }: Session): Money | null {
  if (amount === null || !currency) return null;
  return money(status === 'no_payment_required' ? 0 : amount, currency);
}

/** Adaptive pricing: the session's amount is the account's, this is what the payer saw. */
function presentmentOf({ presentment_details: seen }: Session): Money | null {
  return seen ? money(seen.presentment_amount, seen.presentment_currency) : null;
}

function paidAt({ payment_intent: intent, invoice }: Session): Date | null {
  const charge = intent && typeof intent !== 'string' ? intent.latest_charge : null;
  if (charge && typeof charge !== 'string') return instant(charge.created);
  if (invoice && typeof invoice !== 'string') return instant(invoice.status_transitions?.paid_at ?? null);
  return null;
}
