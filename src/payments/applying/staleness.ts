import type { EntityManager } from 'typeorm';
import type { Fact, Told } from '../facts.js';
import type { Purchases } from './lock-purchases.js';

/** Somebody else applied a reading after this one was begun, so that it may be the older one: read again. */
export class StaleReading extends Error {}

type Reading = Extract<Fact, { readAt: Date }>;

const isReading = (fact: Fact): fact is Reading => 'readAt' in fact;

/**
 * Two processes may each read an object and apply it in the wrong order. The purchase's lock puts the applying in a
 * row; a reading that was begun before the last one was applied is not trusted.
 */
export function refuseStale(purchases: Purchases, told: Told[]): void {
  for (const { fact } of told) {
    if (!isReading(fact)) continue;
    const applied = purchases.get(fact.purchaseId)?.stateAppliedAt;
    if (applied && applied >= fact.readAt) throw new StaleReading(`${fact.kind} was read too early`);
  }
}

/** Stamps the purchases whose changeable state was just applied, by the database's clock. */
export async function markStateApplied(
  manager: EntityManager,
  purchases: Purchases,
  told: Told[],
): Promise<void> {
  const readings = told.filter(({ fact }) => isReading(fact));
  if (readings.length === 0) return;
  const now = await databaseTime(manager);
  for (const { fact } of readings) {
    const purchase = purchases.get(fact.purchaseId);
    if (purchase) purchase.stateAppliedAt = now;
  }
}

export async function databaseTime(executor: Pick<EntityManager, 'query'>): Promise<Date> {
  const [row]: { now: Date }[] = await executor.query('select clock_timestamp() as now');
  if (!row) throw new Error('the database told no time');
  return row.now;
}
