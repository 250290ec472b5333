import type { EntityManager } from 'typeorm';
import type { PaymentFact } from '../facts.js';
import type { Purchase } from '../purchase.js';

export interface NewPayment {
  purchase: Purchase;
  payment: PaymentFact;
  invoiceId: string | null;
  initial: boolean;
  periodEnd: Date | null;
  at: Date;
  eventId: string | null;
}

/** Records payments that are not recorded yet; returns the ids of those that were new. */
export async function insertPayments(manager: EntityManager, rows: NewPayment[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const column = <V>(value: (row: NewPayment) => V): V[] => rows.map(value);
  const inserted: { id: string }[] = await manager.query(
    `insert into payments (id, purchase_id, invoice_id, initial, amount, currency, presentment_amount,
       presentment_currency, paid_at, livemode, event_id, period_end)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::boolean[], $5::bigint[], $6::text[], $7::bigint[],
       $8::text[], $9::timestamptz[], $10::boolean[], $11::text[], $12::timestamptz[])
     on conflict (id) do nothing
     returning id`,
    [
      column(({ payment }) => payment.id),
      column(({ purchase }) => purchase.id),
      column(({ invoiceId }) => invoiceId),
      column(({ initial }) => initial),
      column(({ payment }) => payment.price.amount),
      column(({ payment }) => payment.price.currency),
      column(({ payment }) => payment.presentment?.amount ?? null),
      column(({ payment }) => payment.presentment?.currency ?? null),
      column(({ at }) => at),
      column(({ purchase }) => purchase.livemode),
      column(({ eventId }) => eventId),
      column(({ periodEnd }) => periodEnd),
    ],
  );
  return new Set(inserted.map(({ id }) => id));
}
