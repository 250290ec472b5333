import type { EntityManager } from 'typeorm';
import type { SessionFact, Told } from '../facts.js';
import type { Paid } from '../outcome.js';
import { isPaid, nextStatus } from '../purchase-status.js';
import type { Purchase } from '../purchase.js';
import { knownPurchase } from './known-purchase.js';
import type { Purchases } from './lock-purchases.js';
import { insertPayments, type NewPayment } from './insert-payments.js';

/** Moves purchases along as their pages say; what became paid just now is told, once. */
export async function applySessions(
  manager: EntityManager,
  purchases: Purchases,
  told: Told<SessionFact>[],
): Promise<Paid[]> {
  const outcomes = told.flatMap(({ fact, eventId }) =>
    applySession(knownPurchase(purchases, fact.purchaseId), fact, eventId),
  );
  await insertPayments(
    manager,
    told.flatMap(({ fact, eventId }) => initialPayment(purchases, fact, eventId)),
  );
  return outcomes;
}

function applySession(purchase: Purchase, fact: SessionFact, eventId: string | null): Paid[] {
  const wasPaid = isPaid(purchase.status);
  purchase.status = nextStatus(purchase.status, { page: fact.standing });
  purchase.sessionId ??= fact.sessionId;
  purchase.customerId ??= fact.customerId;
  purchase.subscriptionId ??= fact.subscriptionId;
  if (wasPaid || purchase.status !== 'paid') return [];
  purchase.paidAt = fact.at;
  return [paid(purchase, fact, eventId)];
}

function initialPayment(purchases: Purchases, fact: SessionFact, eventId: string | null): NewPayment[] {
  const { payment, at } = fact;
  const purchase = knownPurchase(purchases, fact.purchaseId);
  return payment ? [{ purchase, payment, at, eventId, invoiceId: null, initial: true }] : [];
}

function paid(purchase: Purchase, fact: SessionFact, eventId: string | null): Paid {
  return {
    kind: 'paid',
    purchase,
    eventId,
    at: fact.at,
    payment: fact.payment && { id: fact.payment.id, initial: true, price: fact.payment.price },
    payer: fact.payer,
    subscriptionId: fact.subscriptionId,
    customerId: fact.customerId,
  };
}
