import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import type { AdoptionFact, Fact, Told } from '../facts.js';
import type { Paid } from '../outcome.js';
import { Purchase } from '../purchase.js';
import { knownPurchase } from './known-purchase.js';
import type { Purchases } from './lock-purchases.js';

/** Writes the purchases of subscriptions that are taken in, before they are locked like all others; once for each. */
export async function insertAdopted(manager: EntityManager, facts: Fact[], livemode: boolean): Promise<void> {
  const rows = facts.filter((fact) => fact.kind === 'adoption').map((fact) => adopted(fact, livemode));
  if (rows.length === 0) return;
  // TypeORM's type for it cannot express a jsonb column of unknown content.
  await manager
    .createQueryBuilder()
    .insert()
    .into(Purchase)
    .values(rows as QueryDeepPartialEntity<Purchase>[])
    .orIgnore()
    .execute();
}

function adopted({ purchaseId: id, adoption, price, payer, at, ...ids }: AdoptionFact, livemode: boolean) {
  const { purpose, productKey, description, interval, details } = adoption;
  const { subscriptionId, customerId } = ids;
  const what = { purpose, productKey, description, interval, details: { ...details, adopted: true } };
  const whose = { email: payer.email, name: payer.name, subscriptionId, customerId };
  return { id, ...what, ...whose, ...price, livemode, createdAt: at, expiresAt: at };
}

/** They begin as if they had been bought here; no campaign counts them. */
export function applyAdoptions(purchases: Purchases, told: Told<AdoptionFact>[]): Paid[] {
  return told.flatMap(({ fact, eventId }) => {
    const purchase = knownPurchase(purchases, fact.purchaseId);
    if (purchase.status !== 'open') return [];
    const { at, price, payer, subscriptionId, customerId } = fact;
    Object.assign(purchase, { status: 'paid', paidAt: at, chargedAt: at });
    return [{ kind: 'paid', purchase, eventId, at, price, payer, payment: null, subscriptionId, customerId }];
  });
}
