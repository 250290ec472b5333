import type { DataSource } from 'typeorm';
import type { MadePayment } from './session-events.js';

/** Purchases whose pages are open, for payments that are going to come. */
export async function openPurchases(dataSource: DataSource, payments: MadePayment[]): Promise<void> {
  await dataSource.query('create table if not exists bench_effects (purchase_id uuid)');
  await dataSource.query(
    `insert into purchases (id, purpose, amount, currency, interval, description, product_key, livemode, created_at,
       expires_at)
     select unnest($1::uuid[]), 'bench', 500, 'eur', 'once', 'A donation', 'donation', false, now(), now()`,
    [payments.map(({ purchase }) => purchase)],
  );
  await dataSource.query('vacuum analyze purchases, stripe_events, payments');
}
