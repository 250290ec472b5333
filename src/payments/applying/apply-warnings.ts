import type { EntityManager } from 'typeorm';
import type { Told, WarningFact } from '../facts.js';
import { isPaid } from '../purchase-status.js';
import { flagPurchases } from '../purchase-notes.js';
import { knownPurchase } from './known-purchase.js';
import type { Purchases } from './lock-purchases.js';

/** Shows staff what a bank suspects, while a refund can still prevent a dispute. */
export async function applyWarnings(
  manager: EntityManager,
  purchases: Purchases,
  told: Told<WarningFact>[],
): Promise<void> {
  const suspected = told.map(({ fact }) => knownPurchase(purchases, fact.purchaseId));
  await flagPurchases(
    manager,
    // What is back with the payer already cannot be refunded once more.
    suspected.filter(({ status }) => isPaid(status) && status === 'paid').map(({ id }) => id),
    'fraud_warning',
  );
}
