import type { Money } from '../common/money.js';
import type { PurchaseDetail } from './queries/purchase.js';

const GONE = new Set(['failed', 'canceled']);

/** What is left to refund of a purchase's first payment; null when nothing is. Stripe has the last word. */
export function refundable({ payments }: PurchaseDetail): Money | null {
  const payment = payments.find(({ initial }) => initial);
  if (!payment) return null;
  const refunded = payment.refunds
    .filter(({ status }) => !GONE.has(status))
    .reduce((sum, { price }) => sum + price.amount, 0);
  const amount = payment.price.amount - refunded;
  return amount > 0 ? { amount, currency: payment.price.currency } : null;
}
