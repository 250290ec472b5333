import type { DataSource } from 'typeorm';
import { payPages } from '../../test/integration/catch-up/paid-pages.js';
import type { SlowStripe } from './slow-stripe.js';

/** So many subscriptions that begin, renew, are cancelled, think better of it, and are refunded. */
export async function makeBilling(
  dataSource: DataSource,
  { direct }: SlowStripe,
  subscriptions: number,
): Promise<void> {
  const { stripe, url } = direct;
  await payPages({ dataSource, stripe, stripeUrl: url }, subscriptions, {
    purpose: 'membership',
    interval: 'month',
    details: { plan: 'supporter-month' },
    campaign: 'birthday',
  });
  const begun = await stripe.subscriptions.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const intents = await stripe.paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  for (const [place, { id }] of begun.entries()) {
    if (place % 2 === 0) await fetch(`${url}/_standin/subscriptions/${id}/renew`, { method: 'POST' });
    for (const willEnd of [true, false, true])
      if (place % 3 === 0) await stripe.subscriptions.update(id, { cancel_at_period_end: willEnd });
  }
  for (const { id } of intents.slice(0, subscriptions / 4))
    await stripe.refunds.create({ payment_intent: id });
}
