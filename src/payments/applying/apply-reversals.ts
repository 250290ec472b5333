import type { EntityManager } from 'typeorm';
import { money } from '../../common/money.js';
import type { DisputeFact, RefundFact, Told } from '../facts.js';
import type { Payment, Reversed } from '../outcome.js';
import { isPaid, nextStatus } from '../purchase-status.js';
import type { Purchase } from '../purchase.js';
import { DisputeRecord } from '../records/dispute-record.js';
import { PaymentRecord } from '../records/payment-record.js';
import { RefundRecord } from '../records/refund-record.js';
import { howMuchIsBack } from './how-much-is-back.js';
import { knownPurchase } from './known-purchase.js';
import type { Purchases } from './lock-purchases.js';

type ReversalFact = RefundFact | DisputeFact;

/** A refund counts unless it failed or was cancelled; one that is pending is on its way. */
export function countsAsRefund(status: string): boolean {
  return status !== 'failed' && status !== 'canceled';
}

/** Records refunds and disputes, and tells how much of each payment is back with the payer now. */
export async function applyReversals(
  manager: EntityManager,
  purchases: Purchases,
  told: Told<ReversalFact>[],
): Promise<Reversed[]> {
  const outcomes: Reversed[] = [];
  for (const { fact, eventId } of told) {
    const purchase = knownPurchase(purchases, fact.purchaseId);
    // A reversal of what is not paid yet would be lost on whoever hears of it: try again later.
    if (!isPaid(purchase.status)) throw new Error(`${fact.id} reverses a purchase that is not paid`);
    const payment = await manager.findOneByOrFail(PaymentRecord, { id: fact.paymentId });
    const counted = await record(manager, fact, purchase.livemode, eventId);
    const outcome = await reversed(manager, purchase, payment, fact, counted.now);
    // What neither counts now nor counted before is nobody's business: an inquiry, a refund that never was.
    if (counted.now || counted.before) outcomes.push({ ...outcome, eventId });
  }
  return outcomes;
}

interface Counted {
  before: boolean;
  now: boolean;
}

async function record(
  manager: EntityManager,
  fact: ReversalFact,
  livemode: boolean,
  eventId: string | null,
): Promise<Counted> {
  const { id, paymentId, status, at } = fact;
  const row = { id, paymentId, status, livemode, eventId, createdAt: at, ...fact.price };
  if (fact.kind === 'refund') {
    const before = await manager.findOneBy(RefundRecord, { id });
    // Who refunded and why is known only here, and stays.
    await manager.upsert(RefundRecord, row, ['id']);
    return { before: before !== null && countsAsRefund(before.status), now: countsAsRefund(status) };
  }
  const before = await manager.findOneBy(DisputeRecord, { id });
  const { reason, fundsWithdrawn } = fact;
  await manager.upsert(DisputeRecord, { ...row, reason, fundsWithdrawn }, ['id']);
  return { before: before?.fundsWithdrawn ?? false, now: fundsWithdrawn };
}

async function reversed(
  manager: EntityManager,
  purchase: Purchase,
  record: PaymentRecord,
  fact: ReversalFact,
  counts: boolean,
): Promise<Omit<Reversed, 'eventId'>> {
  const back = await howMuchIsBack(manager, record);
  if (record.initial) purchase.status = nextStatus(purchase.status, back);
  const { id, initial, amount, currency } = record;
  const payment: Payment = { id, initial, price: money(amount, currency) };
  return {
    kind: 'reversed',
    purchase,
    at: counts ? fact.at : fact.readAt,
    payment,
    refunded: money(back.refunded, currency),
    disputed: back.disputed,
    change: changeOf(fact, counts, payment),
  };
}

function changeOf(fact: ReversalFact, counts: boolean, payment: Payment): Reversed['change'] {
  const undone = fact.kind === 'refund' ? 'refund_failed' : 'dispute_won';
  // A dispute may be in the payer's currency: then all of the payment is taken to be in question.
  const { amount } = fact.price.currency === payment.price.currency ? fact.price : payment.price;
  return {
    kind: counts ? fact.kind : undone,
    source: fact.id,
    money: money(counts ? -amount : amount, payment.price.currency),
  };
}
