import type Stripe from 'stripe';
import { formatMoney } from '../money.js';

/** `€5.00`, and for a subscription how often. */
export function priceWords(amount: number, price: Stripe.Price): string {
  return `${formatMoney(amount, price.currency)}${intervalWords(price)}`;
}

/** ` per month`; all items of a subscription share it. */
export function rhythmWords(items: Stripe.LineItem[]): string {
  const price = items[0]?.price;
  return price ? intervalWords(price) : '';
}

function intervalWords({ recurring }: Stripe.Price): string {
  if (!recurring) return '';
  const { interval, interval_count: every } = recurring;
  return every === 1 ? ` per ${interval}` : ` every ${every} ${interval}s`;
}

export function submitLabel(session: Stripe.Checkout.Session, trial: boolean): string {
  if (trial) return 'Start trial';
  const total = formatMoney(session.amount_total ?? 0, session.currency ?? 'eur');
  if (session.submit_type === 'donate') return `Donate ${total}`;
  if (session.mode === 'subscription') return 'Subscribe';
  if (session.amount_total === 0) return 'Complete order';
  return session.submit_type === 'book' ? `Book ${total}` : `Pay ${total}`;
}

export function heading(session: Stripe.Checkout.Session): string {
  if (session.submit_type === 'donate') return 'Donate';
  return session.mode === 'subscription' ? 'Subscribe' : 'Pay';
}
