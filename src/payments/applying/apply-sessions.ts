import type { EntityManager } from 'typeorm';
import type { SessionFact, Told } from '../facts.js';
import type { Money } from '../../common/money.js';
import type { Awaited, Bounced, Paid } from '../outcome.js';
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
): Promise<(Paid | Awaited | Bounced)[]> {
  const outcomes = told.flatMap(({ fact, eventId }) =>
    applySession(knownPurchase(purchases, fact.purchaseId), fact, eventId),
  );
  await insertPayments(
    manager,
    told.flatMap(({ fact, eventId }) => initialPayment(purchases, fact, eventId)),
  );
  return outcomes;
}

function applySession(
  purchase: Purchase,
  fact: SessionFact,
  eventId: string | null,
): (Paid | Awaited | Bounced)[] {
  const before = purchase.status;
  purchase.status = nextStatus(before, { page: fact.standing });
  purchase.sessionId ??= fact.sessionId;
  purchase.customerId ??= fact.customerId;
  purchase.subscriptionId ??= fact.subscriptionId;
  purchase.email ??= fact.payer.email;
  if (isPaid(before) || purchase.status === before) return [];
  if (purchase.status === 'processing') return [{ kind: 'awaited', purchase, eventId, at: fact.at }];
  if (purchase.status === 'failed') return [{ kind: 'bounced', purchase, eventId, at: fact.at }];
  return purchase.status === 'paid' ? [begin(purchase, fact, eventId)] : [];
}

function begin(purchase: Purchase, fact: SessionFact, eventId: string | null): Paid {
  const price = fact.total ?? purchase.price;
  purchase.paidAt = fact.at;
  purchase.chargedAt = price.amount > 0 ? fact.at : null;
  return paid(purchase, price, fact, eventId);
}

function initialPayment(purchases: Purchases, fact: SessionFact, eventId: string | null): NewPayment[] {
  const { payment, at } = fact;
  const purchase = knownPurchase(purchases, fact.purchaseId);
  return payment ? [{ purchase, payment, at, eventId, invoiceId: null, initial: true, periodEnd: null }] : [];
}

function paid(purchase: Purchase, price: Money, fact: SessionFact, eventId: string | null): Paid {
  return {
    kind: 'paid',
    purchase,
    eventId,
    at: fact.at,
    price,
    payment: fact.payment && { id: fact.payment.id, initial: true, price: fact.payment.price },
    payer: fact.payer,
    subscriptionId: fact.subscriptionId,
    customerId: fact.customerId,
  };
}
