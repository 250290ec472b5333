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
    const news = await record(manager, fact, purchase.livemode, eventId);
    // What changed nothing that counts is nobody's business: an inquiry, a refund that never was, the same again.
    if (news) outcomes.push({ ...(await reversed(manager, purchase, payment, fact, news)), eventId });
  }
  return outcomes;
}

/** What is new: it began or ceased to count, for the `turn`th time in all; or, without a turn, it was lost for good. */
interface News {
  counts: boolean;
  turn: number | null;
}

async function record(
  manager: EntityManager,
  fact: ReversalFact,
  livemode: boolean,
  eventId: string | null,
): Promise<News | null> {
  const { id, paymentId, status, at } = fact;
  const row = { id, paymentId, status, livemode, eventId, createdAt: at, ...fact.price };
  if (fact.kind === 'refund') {
    const counts = countsAsRefund(status);
    const turns = turned((await manager.findOneBy(RefundRecord, { id }))?.turns, counts);
    // Who refunded and why is known only here, and stays.
    await manager.upsert(RefundRecord, { ...row, turns: turns.now }, ['id']);
    return turns.now === turns.before ? null : { counts, turn: turns.now };
  }
  const before = await manager.findOneBy(DisputeRecord, { id });
  const { reason, fundsWithdrawn } = fact;
  const turns = turned(before?.turns, fundsWithdrawn);
  await manager.upsert(DisputeRecord, { ...row, reason, fundsWithdrawn, turns: turns.now }, ['id']);
  if (turns.now !== turns.before) return { counts: fundsWithdrawn, turn: turns.now };
  return status === 'lost' && before?.status !== 'lost' ? { counts: true, turn: null } : null;
}

/** It counts after every odd turn. */
function turned(before = 0, counts: boolean): { before: number; now: number } {
  return { before, now: (before % 2 === 1) === counts ? before : before + 1 };
}

async function reversed(
  manager: EntityManager,
  purchase: Purchase,
  record: PaymentRecord,
  fact: ReversalFact,
  news: News,
): Promise<Omit<Reversed, 'eventId'>> {
  const back = await howMuchIsBack(manager, record);
  if (record.initial) purchase.status = nextStatus(purchase.status, back);
  const { id, initial, amount, currency } = record;
  const payment: Payment = { id, initial, price: money(amount, currency) };
  return {
    kind: 'reversed',
    purchase,
    at: news.counts ? fact.at : fact.readAt,
    payment,
    refunded: money(back.refunded, currency),
    disputed: back.disputed,
    lost: back.lost,
    change: changeOf(fact, news, payment),
  };
}

function changeOf(fact: ReversalFact, { counts, turn }: News, payment: Payment): Reversed['change'] {
  if (turn === null) return null;
  const undone = fact.kind === 'refund' ? 'refund_failed' : 'dispute_won';
  // A dispute may be in the payer's currency: then all of the payment is taken to be in question.
  const { amount } = fact.price.currency === payment.price.currency ? fact.price : payment.price;
  return {
    kind: counts ? fact.kind : undone,
    source: turn <= 2 ? fact.id : `${fact.id}:${turn}`,
    money: money(counts ? -amount : amount, payment.price.currency),
  };
}
