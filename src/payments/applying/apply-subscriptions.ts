import type { EntityManager } from 'typeorm';
import { addMonths } from '../../common/dates.js';
import type { SubscriptionFact, Told } from '../facts.js';
import type { SubscriptionState } from '../outcome.js';
import { isPaid } from '../purchase-status.js';
import type { Purchase } from '../purchase.js';
import { SubscriptionRecord } from '../records/subscription-record.js';
import { knownPurchase } from './known-purchase.js';
import type { Purchases } from './lock-purchases.js';

/** Tells how subscriptions stand. While the first money is not in, there is nothing yet that a state could be of. */
export async function applySubscriptions(
  manager: EntityManager,
  purchases: Purchases,
  told: Told<SubscriptionFact>[],
): Promise<SubscriptionState[]> {
  const states: SubscriptionState[] = [];
  for (const { fact, eventId } of told) {
    const { subscriptionId, customerId, status, trialEnd, item, cancelAt, endedAt, readAt } = fact;
    const purchase = knownPurchase(purchases, fact.purchaseId);
    purchase.subscriptionId ??= subscriptionId;
    purchase.customerId ??= customerId;
    if (!isPaid(purchase.status) || purchase.subscriptionId !== subscriptionId) continue;
    await keep(manager, fact);
    const at = endedAt ?? readAt;
    const paidUntil = await paidUntilOf(manager, purchase, fact);
    const about = { subscriptionId, customerId, status, paidUntil, trialEnd, item, cancelAt, endedAt };
    states.push({ kind: 'subscription', purchase, eventId, at, ...about });
  }
  return states;
}

/** As it was read, so that it can be compared with Stripe later. */
async function keep(manager: EntityManager, fact: SubscriptionFact): Promise<void> {
  const { subscriptionId: id, purchaseId, status, period, cancelAt, endedAt, collectionPaused, item } = fact;
  const row = { id, purchaseId, status, periodEnd: period.end, cancelAt, endedAt, collectionPaused };
  await manager.upsert(SubscriptionRecord, { ...row, amount: item.price?.amount ?? null }, ['id']);
}

const owing = new Set<SubscriptionFact['status']>(['past_due', 'unpaid']);

/**
 * Stripe begins the next period whether it is paid or not: where that is not sure, the last invoice that was paid tells. What
 * was cancelled may have been so because nobody paid.
 */
async function paidUntilOf(
  manager: EntityManager,
  purchase: Purchase,
  fact: SubscriptionFact,
): Promise<Date> {
  const { status, collectionPaused, period } = fact;
  if (!owing.has(status) && status !== 'canceled' && !collectionPaused) return period.end;
  const [row]: { until: Date | null }[] = await manager.query(
    'select max(period_end) as until from payments where purchase_id = $1',
    [purchase.id],
  );
  return row?.until ?? withoutPayment(purchase, fact);
}

/** What was paid elsewhere is not known here; what began free, by a trial or a code, is free for that time and no longer. */
function withoutPayment(
  { details }: Purchase,
  { status, period, startedAt, trialEnd, item }: SubscriptionFact,
): Date {
  if (details.adopted) return owing.has(status) ? period.start : period.end;
  const freeUntil = trialEnd ?? addMonths(startedAt, item.interval === 'year' ? 12 : 1);
  return freeUntil < period.end ? freeUntil : period.end;
}
