import type { Stripe } from 'stripe';
import { money } from '../../common/money.js';
import type { DisputeFact, RefundFact } from '../facts.js';
import { idOf, instant } from './values.js';

/** Whose it is, the payment tells. */
export type Reversal = Omit<RefundFact, 'purchaseId'> | Omit<DisputeFact, 'purchaseId'>;

/** Null when it has no payment intent: all our payments have one. */
export function readRefund(refund: Stripe.Refund, readAt: Date): Reversal | null {
  const paymentId = idOf(refund.payment_intent);
  if (!paymentId) return null;
  return {
    kind: 'refund',
    id: refund.id,
    paymentId,
    readAt,
    price: money(refund.amount, refund.currency),
    // Stripe's type allows null for old refunds, which all went through.
    status: refund.status ?? 'succeeded',
    at: instant(refund.created),
  };
}

export function readDispute(dispute: Stripe.Dispute, readAt: Date): Reversal | null {
  const paymentId = idOf(dispute.payment_intent);
  if (!paymentId) return null;
  return {
    kind: 'dispute',
    id: dispute.id,
    paymentId,
    readAt,
    price: money(dispute.amount, dispute.currency),
    status: dispute.status,
    reason: dispute.reason,
    fundsWithdrawn: fundsWithdrawn(dispute),
    at: instant(dispute.created),
  };
}

const withdrawnFor = new Set(['needs_response', 'under_review', 'lost']);

/**
 * The balance transactions say it exactly: what was taken and not given back. They are counted, not added: where Stripe
 * converts, what comes back is not the amount that went. While there are none, the status tells: an inquiry
 * (`warning_…`) and a prevented dispute move no money.
 */
export function fundsWithdrawn({
  status,
  balance_transactions: moves,
}: Pick<Stripe.Dispute, 'status' | 'balance_transactions'>): boolean {
  if (!moves?.length) return withdrawnFor.has(status);
  const taken = moves.filter(({ amount }) => amount < 0).length;
  return taken > moves.length - taken;
}
