import type { EntityManager } from 'typeorm';
import { Purchase } from '../purchase.js';

export type Purchases = Map<string, Purchase>;

/** Locks the purchases, always in the same order, so that two transactions never wait for each other. Unknown ids are left out. */
export async function lockPurchases(
  manager: EntityManager,
  ids: Iterable<string>,
  livemode: boolean,
): Promise<Purchases> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await manager
    .createQueryBuilder(Purchase, 'purchase')
    .where('purchase.id = any(:wanted) and purchase.livemode = :livemode', { wanted, livemode })
    .orderBy('purchase.id')
    .setLock('pessimistic_write')
    .getMany();
  return new Map(rows.map((purchase) => [purchase.id, purchase]));
}

/** Writes back what applying facts may change of a purchase. */
export async function savePurchases(manager: EntityManager, purchases: Purchase[]): Promise<void> {
  if (purchases.length === 0) return;
  const column = <V>(value: (purchase: Purchase) => V): V[] => purchases.map(value);
  await manager.query(
    `update purchases set status = new.status, session_id = new.session_id, customer_id = new.customer_id,
       subscription_id = new.subscription_id, paid_at = new.paid_at, charged_at = new.charged_at, email = new.email,
       state_applied_at = new.state_applied_at
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[],
       $8::timestamptz[], $9::text[])
       as new (id, status, session_id, customer_id, subscription_id, paid_at, state_applied_at, charged_at, email)
     where purchases.id = new.id`,
    [
      column((purchase) => purchase.id),
      column((purchase) => purchase.status),
      column((purchase) => purchase.sessionId),
      column((purchase) => purchase.customerId),
      column((purchase) => purchase.subscriptionId),
      column((purchase) => purchase.paidAt),
      column((purchase) => purchase.stateAppliedAt),
      column((purchase) => purchase.chargedAt),
      column((purchase) => purchase.email),
    ],
  );
}
