import type { Payment, Refund } from './payment.js';
import { plans } from './prices.js';
import type { Purchase } from './purchase.js';
import type { Card, Donate, Give, Join, Step } from './step.js';
import type { Subscription } from './subscription.js';

export type Change = Exclude<
  Step,
  | Join
  | Give
  | Donate
  | { kind: 'redeem' | 'foreign' | 'warn' | 'change-address' | 'delete-customer' | 'staff-refund' }
>;

/** What somebody does at Stripe to what was bought; `decides`: how long banks take, in ms. */
export function change(purchase: Purchase, step: Change, at: number, decides: number): void {
  purchase.fresh = true;
  if (step.kind === 'refund' || step.kind === 'dispute' || step.kind === 'close') {
    const payment = purchase.payments[step.payment];
    if (payment) moveBack(payment, step, at, { slow: slowness(purchase.card, at + decides) });
  } else if (purchase.subscription) changeSubscription(purchase, purchase.subscription, step, at);
}

type Slow = Pick<Refund, 'status' | 'decidedAt' | 'fails'>;

/** With some cards the bank decides about a refund later. */
function slowness(card: Card, decidedAt: number): Slow {
  if (card === 'refund-fails') return { status: 'succeeded', decidedAt, fails: true };
  if (card === 'refund-pending') return { status: 'pending', decidedAt, fails: false };
  return { status: 'succeeded', decidedAt: null, fails: false };
}

type Reversal = Extract<Change, { payment: number }>;

function moveBack(payment: Payment, step: Reversal, at: number, { slow }: { slow: Slow }): void {
  if (step.kind === 'refund') {
    payment.refunds.push({ ref: step.ref, amount: step.amount, at, ...slow });
  } else if (step.kind === 'dispute') {
    const { ref, as: stage } = step;
    const withdrawn = stage === 'chargeback';
    payment.disputes.push({ ref, at, withdrawn, status: withdrawn ? 'open' : stage });
  } else if (payment.openDispute) {
    const { openDispute: dispute } = payment;
    if (dispute.withdrawn) dispute.withdrawn = step.outcome === 'lost';
    dispute.status = dispute.status === 'inquiry' ? 'closed' : step.outcome;
  }
}

function changeSubscription(
  purchase: Purchase,
  subscription: Subscription,
  step: Exclude<Change, Reversal>,
  at: number,
): void {
  switch (step.kind) {
    case 'cancel':
      subscription.end(at);
      return;
    case 'cancel-later':
      subscription.cancelAtPeriodEnd = true;
      return;
    case 'cancel-at':
      subscription.cancelAt = step.at;
      return;
    case 'keep':
      subscription.cancelAtPeriodEnd = false;
      subscription.cancelAt = null;
      return;
    case 'pause-collection':
    case 'resume-collection':
      subscription.collectionPaused = step.kind === 'pause-collection';
      return;
    case 'price':
      subscription.amount = step.amount;
      return;
    case 'plan':
      subscription.plan = step.plan;
      subscription.amount = plans[step.plan].amount;
      return;
    case 'end-invoice':
      subscription.forgive();
      return;
    case 'pause':
      subscription.status = 'paused';
      return;
    case 'resume':
      for (const { amount } of subscription.resume(at)) purchase.pay(at, amount);
      return;
    case 'recover':
      for (const { amount } of subscription.recover()) purchase.pay(at, amount);
  }
}

/** Nothing more may be charged for a membership that was paid back, or after a dispute was lost. */
export function endWhatIsPaidBack(purchase: Purchase, now: number): void {
  const { subscription, payments, bought } = purchase;
  const over = bought.purpose === 'membership' && purchase.isTakenBack;
  if (!over && !payments.some(({ lost }) => lost)) return;
  if (!subscription || subscription.status === 'canceled') return;
  subscription.end(now);
  // What follows comes back as an event.
  purchase.fresh = true;
}
