import type { DataSource } from 'typeorm';
import { insertPayments } from '../../src/payments/applying/insert-payments.js';
import { lockPurchases, savePurchases } from '../../src/payments/applying/lock-purchases.js';
import { claim, findDue } from '../../src/payments/inbox/due-events.js';
import { markHandled } from '../../src/payments/inbox/mark-events.js';
import { storeEvents } from '../../src/payments/inbox/store-events.js';
import { readEnvelope } from '../../src/payments/stripe/read-envelope.js';
import type { MadePayment } from './session-events.js';

const BATCH = 200;

/** The inbox's own insert, in batches as they form under load, with nothing around it. Events a second. */
export async function storeAlone(dataSource: DataSource, payments: MadePayment[]): Promise<number> {
  const events = payments.map(({ event }) => readEnvelope(Buffer.from(event), false));
  const began = performance.now();
  for (let from = 0; from < events.length; from += 64)
    await storeEvents(dataSource, events.slice(from, from + 64));
  const seconds = (performance.now() - began) / 1000;
  await dataSource.query('truncate stripe_events');
  return events.length / seconds;
}

/** The drainer's own statements, one batch after the other, with nothing in between. Events a second. */
export async function applyAlone(dataSource: DataSource, payments: MadePayment[]): Promise<number> {
  const began = performance.now();
  let done = 0;
  while (done < payments.length) done += await applyBatch(dataSource);
  return payments.length / ((performance.now() - began) / 1000);
}

async function applyBatch(dataSource: DataSource): Promise<number> {
  const due = await findDue(dataSource, 'facts', 'received', BATCH);
  await dataSource.transaction(async (manager) => {
    await claim(manager, due);
    const ids = due.map(({ object }) => (object as { client_reference_id: string }).client_reference_id);
    const purchases = [...(await lockPurchases(manager, ids, false)).values()];
    await insertPayments(
      manager,
      purchases.map((purchase) => ({
        purchase,
        payment: { id: `pi_${purchase.id}`, price: purchase.price, presentment: null },
        invoiceId: null,
        initial: true,
        periodEnd: null,
        at: new Date(),
        eventId: null,
      })),
    );
    for (const purchase of purchases) purchase.status = 'paid';
    await savePurchases(manager, purchases);
    await manager.query('insert into bench_effects (purchase_id) select unnest($1::uuid[])', [ids]);
    await markHandled(
      manager,
      due.map(({ id }) => ({ id, state: 'applied', note: null })),
    );
  });
  return due.length;
}
