import type { Stripe } from 'stripe';
import type { DataSource } from 'typeorm';
import { newId } from '../../../src/common/ids.js';

interface Kind {
  purpose: string;
  interval: 'once' | 'month';
  details: object;
  campaign?: string;
}

/** So many purchases whose pages were paid at Stripe. Past the product's own requests, which are spaced out. */
export async function payPages(
  { dataSource, stripe, stripeUrl }: { dataSource: DataSource; stripe: Stripe; stripeUrl: string },
  count: number,
  kind: Kind,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await dataSource.query(
    `insert into purchases (id, purpose, amount, currency, interval, description, product_key, livemode, details,
       campaign_id, created_at, expires_at)
     select unnest($1::uuid[]), $2, 500, 'eur', $3, 'A thing', 'thing', false, $4,
       (select id from campaigns where slug = $5), now(), now() + interval '31 minutes'`,
    [ids, kind.purpose, kind.interval, kind.details, kind.campaign ?? null],
  );
  const { id: product } = await stripe.products.create({ name: 'A thing' });
  const waiting = [...ids.entries()];
  const payer = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [place, purchase] = next;
      const session = await stripe.checkout.sessions.create(pageOf(purchase, product, kind.interval));
      await pay(stripeUrl, session.id, `${kind.purpose}-${place}@example.test`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, payer));
  return ids;
}

function pageOf(
  purchase: string,
  product: string,
  interval: Kind['interval'],
): Stripe.Checkout.SessionCreateParams {
  const metadata = { purchase };
  const recurring = interval === 'month' ? { recurring: { interval } } : {};
  return {
    mode: interval === 'month' ? 'subscription' : 'payment',
    success_url: 'http://newsroom.test/',
    client_reference_id: purchase,
    metadata,
    line_items: [{ quantity: 1, price_data: { currency: 'eur', product, unit_amount: 500, ...recurring } }],
    ...(interval === 'month' && { subscription_data: { metadata } }),
  };
}

async function pay(stripeUrl: string, session: string, email: string): Promise<void> {
  const answer = await fetch(`${stripeUrl}/_standin/checkout/sessions/${session}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: '4242424242424242', email, name: 'A reader' }),
  });
  const { status } = (await answer.json()) as { status: string };
  if (status !== 'complete') throw new Error(`paying: ${status}`);
}
