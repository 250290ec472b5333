import type { EntityManager } from 'typeorm';
import type { InvoiceFact, Told } from '../facts.js';
import type { Renewed } from '../outcome.js';
import { insertPayments, type NewPayment } from './insert-payments.js';
import { knownPurchase } from './known-purchase.js';
import type { Purchases } from './lock-purchases.js';

/** Ties payments of invoices to their purchase; each later charge that was not known yet is told, once. */
export async function applyInvoices(
  manager: EntityManager,
  purchases: Purchases,
  told: Told<InvoiceFact>[],
): Promise<Renewed[]> {
  const rows = told.flatMap(({ fact, eventId }) => paymentsOf(purchases, fact, eventId));
  const fresh = await insertPayments(manager, rows);
  return rows
    .filter(({ payment, initial }) => !initial && fresh.has(payment.id))
    .map(({ purchase, payment, at, eventId }) => ({
      kind: 'renewed',
      purchase,
      eventId,
      at,
      payment: { id: payment.id, initial: false, price: payment.price },
    }));
}

function paymentsOf(purchases: Purchases, fact: InvoiceFact, eventId: string | null): NewPayment[] {
  const { invoiceId, initial, at } = fact;
  const purchase = knownPurchase(purchases, fact.purchaseId);
  return fact.payments.map((payment) => ({ purchase, payment, invoiceId, initial, at, eventId }));
}
