import type Stripe from 'stripe';
import { formatMoney } from '../money.js';

/** `€5.00`, and for a subscription how often. */
export function priceWords(amount: number, price: Stripe.Price): string {
  const money = formatMoney(amount, price.currency);
  const { interval, interval_count: every = 1 } = price.recurring ?? {};
  if (!interval) return money;
  return every === 1 ? `${money} per ${interval}` : `${money} every ${every} ${interval}s`;
}

export function submitLabel(session: Stripe.Checkout.Session, trial: boolean): string {
  if (trial) return 'Start trial';
  const total = formatMoney(session.amount_total ?? 0, session.currency ?? 'eur');
  if (session.mode === 'subscription') return 'Subscribe';
  if (session.submit_type === 'donate') return `Donate ${total}`;
  return session.submit_type === 'book' ? `Book ${total}` : `Pay ${total}`;
}

export function heading(session: Stripe.Checkout.Session): string {
  if (session.mode === 'subscription') return 'Subscribe';
  return session.submit_type === 'donate' ? 'Donate' : 'Pay';
}
