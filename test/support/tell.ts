import type { QueryDeepPartialEntity } from 'typeorm';
import { OutcomeHandlers } from '../../src/payments/handlers.js';
import type { Outcome } from '../../src/payments/outcome.js';
import { Purchase } from '../../src/payments/purchase.js';
import type { TestService } from './service.js';

/** Tells the feature behind a purpose what happened, in a transaction of its own, as the inbox does. */
export async function tell(product: TestService, ...outcomes: Outcome[]): Promise<void> {
  const handlers = product.service.app.get(OutcomeHandlers);
  const purpose = outcomes[0]?.purchase.purpose ?? '';
  const handler = handlers.for(purpose);
  if (!handler) throw new Error(`nobody handles ${purpose}`);
  await product.dataSource.transaction((manager) => handler(manager, outcomes));
}

export async function insertPurchases(product: TestService, purchases: Purchase[]): Promise<void> {
  // TypeORM's type for it cannot express a jsonb column of unknown content.
  const rows = purchases.map((purchase) => ({ ...purchase })) as QueryDeepPartialEntity<Purchase>[];
  await product.dataSource.getRepository(Purchase).insert(rows);
}
