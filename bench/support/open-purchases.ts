import type { DataSource } from 'typeorm';
import type { MadePayment } from './session-events.js';

/** Purchases whose pages are open, for payments that are going to come. */
export async function openPurchases(
  dataSource: DataSource,
  payments: MadePayment[],
  purpose: 'bench' | 'membership' = 'bench',
): Promise<void> {
  await dataSource.query('create table if not exists bench_effects (purchase_id uuid)');
  await dataSource.query(
    `insert into purchases (id, purpose, amount, currency, interval, description, product_key, livemode, created_at,
       expires_at, details, campaign_id)
     select unnest($1::uuid[]), $2, 500, 'eur', 'month', 'For the bench', 'bench', false, now(), now(),
       jsonb_build_object('plan', (select id from plans where interval = 'month' order by position limit 1)),
       (select id from campaigns limit 1)`,
    [payments.map(({ purchase }) => purchase), purpose],
  );
  await dataSource.query('vacuum analyze purchases, stripe_events, payments');
}
