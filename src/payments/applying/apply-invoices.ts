import type { EntityManager } from 'typeorm';
import type { ChargeFailureFact, InvoiceFact, Told } from '../facts.js';
import type { Charged, ChargeFailed, Renewed } from '../outcome.js';
import { isPaid } from '../purchase-status.js';
import { insertPayments, type NewPayment } from './insert-payments.js';
import { knownPurchase } from './known-purchase.js';
import type { Purchases } from './lock-purchases.js';

/** Ties payments of invoices to their purchase; the first charge of what began free and each later one are told, once. */
export async function applyInvoices(
  manager: EntityManager,
  purchases: Purchases,
  told: Told<InvoiceFact>[],
): Promise<(Charged | Renewed)[]> {
  const rows = told.flatMap(({ fact, eventId }) => paymentsOf(purchases, fact, eventId));
  const fresh = await insertPayments(manager, rows);
  return rows
    .filter(
      ({ payment, initial, purchase }) => fresh.has(payment.id) && (!initial || beginsCharging(purchase)),
    )
    .map((row) => charge(row));
}

function beginsCharging({ status, chargedAt }: NewPayment['purchase']): boolean {
  return isPaid(status) && chargedAt === null;
}

function charge({ purchase, payment: { id, price }, initial, at, eventId }: NewPayment): Charged | Renewed {
  if (initial) purchase.chargedAt = at;
  const kind = initial ? 'charged' : 'renewed';
  return { kind, purchase, eventId, at, payment: { id, initial, price } };
}

function paymentsOf(purchases: Purchases, fact: InvoiceFact, eventId: string | null): NewPayment[] {
  const { invoiceId, initial, periodEnd, at } = fact;
  const purchase = knownPurchase(purchases, fact.purchaseId);
  return fact.payments.map((payment) => ({ purchase, payment, invoiceId, initial, periodEnd, at, eventId }));
}

/** Tells of charges that did not go through; nothing is written down of them, Stripe tries again by itself. */
export function applyChargeFailures(purchases: Purchases, told: Told<ChargeFailureFact>[]): ChargeFailed[] {
  return told.flatMap(({ fact, eventId }) => {
    const purchase = knownPurchase(purchases, fact.purchaseId);
    if (!isPaid(purchase.status) || purchase.subscriptionId !== fact.subscriptionId) return [];
    const { invoiceId, price, payUrl, wantsConfirmation, readAt: at } = fact;
    return [{ kind: 'charge_failed', purchase, eventId, at, invoiceId, price, payUrl, wantsConfirmation }];
  });
}
