import type Stripe from 'stripe';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { book } from './balance.js';
import { cardByFingerprint } from './cards.js';
import { buildDispute } from './dispute-building.js';
import type { DisputeStage } from './dispute-building.js';
import { settleWarnings } from './fraud-warnings.js';

const DISPUTE_FEE = 2000;

export interface DisputeOrder {
  stage?: DisputeStage;
  /** One of Stripe's reasons. */
  reason?: string;
  /** Minor units; the whole charge unless given. */
  amount?: number;
}

/** What a dispute card does to its charge some time later; `undefined` for every other card. */
export function awaitedDispute(world: World, charge: Stripe.Charge): DisputeOrder | undefined {
  if (!charge.paid || world.store.table('dispute').where('charge', charge.id).length > 0) return undefined;
  const kind = cardByFingerprint(charge.payment_method_details?.card?.fingerprint)?.disputes;
  if (kind === 'inquiry') return { stage: 'inquiry', reason: 'general' };
  return kind && { reason: kind };
}

/** The payer's bank takes the charge back, or, in an inquiry, asks first. One at a time, but one after another. */
export function dispute(world: World, charge: Stripe.Charge, order: DisputeOrder = {}): Stripe.Dispute {
  const { stage = 'chargeback', reason = 'fraudulent', amount = charge.amount } = order;
  checkDisputable(world, charge, amount);
  const id = newId('du');
  const withdrawn = stage === 'chargeback';
  const booking = withdrawn ? [takeFunds(world, id, charge.id, amount, charge.currency)] : [];
  const made = world.put('dispute', buildDispute(world, charge, { id, stage, reason, amount, booking }));
  markDisputed(world, charge);
  emit(world, 'charge.dispute.created', made);
  if (withdrawn) emit(world, 'charge.dispute.funds_withdrawn', made);
  if (stage === 'prevented') emit(world, 'charge.dispute.closed', made);
  settleWarnings(world, charge.id);
  return made;
}

/** An inquiry that was not answered well becomes a chargeback; the dispute stays the same one. */
export function escalate(world: World, given: Stripe.Dispute): Stripe.Dispute {
  if (!given.status.startsWith('warning') || isClosed(given))
    throw invalid('Only an open inquiry becomes a chargeback.');
  const charge = idOf(given.charge) ?? '';
  const taken = takeFunds(world, given.id, charge, given.amount, given.currency);
  const { card, ...details } = given.payment_method_details ?? { type: 'card' };
  const escalated = world.put('dispute', {
    ...given,
    balance_transactions: [taken],
    is_charge_refundable: false,
    payment_method_details: { ...details, ...(card && { card: { ...card, case_type: 'chargeback' } }) },
    status: 'needs_response',
  });
  emit(world, 'charge.dispute.updated', escalated, { status: given.status });
  emit(world, 'charge.dispute.funds_withdrawn', escalated);
  return escalated;
}

function checkDisputable(world: World, charge: Stripe.Charge, amount: number): void {
  if (!charge.paid) throw invalid(`Charge ${charge.id} has not been paid.`, 'charge');
  if (amount < 1 || amount > charge.amount) throw invalid('More than was paid cannot be disputed.', 'amount');
  const open = world.store
    .table('dispute')
    .where('charge', charge.id)
    .some((one) => !isClosed(one));
  if (open) throw invalid(`Charge ${charge.id} is already disputed.`, 'charge', 'charge_disputed');
}

function markDisputed(world: World, charge: Stripe.Charge): void {
  if (charge.disputed) return;
  const disputed = world.put('charge', { ...charge, disputed: true });
  emit(world, 'charge.updated', disputed, { disputed: false });
}

function takeFunds(
  world: World,
  source: string,
  charge: string,
  amount: number,
  currency: string,
): Stripe.BalanceTransaction {
  return book(world, {
    kind: 'adjustment',
    amount: -amount,
    fee: DISPUTE_FEE,
    currency,
    source,
    description: `Chargeback withdrawal for ${charge}`,
    category: 'dispute',
  });
}

/** The bank decides, or an inquiry is let rest. */
export function closeDispute(world: World, given: Stripe.Dispute, status: 'won' | 'lost'): Stripe.Dispute {
  if (isClosed(given)) throw invalid(`This dispute is already closed.`);
  const inquiry = given.status.startsWith('warning');
  const returned = !inquiry && status === 'won';
  const closed = world.put('dispute', {
    ...given,
    balance_transactions: returned
      ? [...given.balance_transactions, returnFunds(world, given)]
      : given.balance_transactions,
    is_charge_refundable: status === 'won',
    status: inquiry ? 'warning_closed' : status,
  });
  if (returned) emit(world, 'charge.dispute.funds_reinstated', closed);
  emit(world, 'charge.dispute.closed', closed);
  return closed;
}

function returnFunds(world: World, given: Stripe.Dispute): Stripe.BalanceTransaction {
  return book(world, {
    kind: 'adjustment',
    amount: given.amount,
    fee: -DISPUTE_FEE,
    currency: given.currency,
    source: given.id,
    description: `Chargeback reversal for ${idOf(given.charge)}`,
    category: 'dispute_reversal',
  });
}

export function isClosed({ status }: Stripe.Dispute): boolean {
  return ['won', 'lost', 'warning_closed', 'prevented'].includes(status);
}
