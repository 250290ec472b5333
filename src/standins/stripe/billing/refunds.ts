import type Stripe from 'stripe';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { newId } from '../ids.js';
import { formatMoney } from '../money.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { book } from './balance.js';
import { cardByFingerprint } from './cards.js';
import { settleWarnings } from './fraud-warnings.js';
import { presented } from './presentment.js';
import { checkStep } from './totals.js';

export interface RefundOrder {
  amount?: number;
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer';
  metadata?: Stripe.Metadata;
  /** Not through at once, and waits for somebody to say how it went. */
  pending?: boolean;
}

/** Gives back what was paid, or a part. Throws Stripe's own refusals. */
export function refund(world: World, charge: Stripe.Charge, order: RefundOrder): Stripe.Refund {
  const amount = order.amount ?? charge.amount - charge.amount_refunded;
  checkRefundable(world, charge, amount);
  const id = newId('re');
  const behaviour = slowRefund(charge);
  const shown = charge.presentment_details?.presentment_currency;
  const made = world.put('refund', {
    id,
    object: 'refund',
    amount,
    balance_transaction: book(world, {
      kind: 'refund',
      amount: -amount,
      currency: charge.currency,
      source: id,
      description: 'REFUND FOR CHARGE',
    }).id,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: order.metadata ?? {},
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    ...(shown && { presentment_details: presented(amount, charge.currency, shown) }),
    reason: order.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: order.pending || behaviour === 'pending' ? 'pending' : 'succeeded',
    transfer_reversal: null,
  });
  const refunded = moveRefunded(world, charge, amount);
  emit(world, 'refund.created', made);
  emit(world, 'charge.refunded', refunded, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  });
  return made;
}

/** A refund by one of the two slow cards, or to a bank account: what becomes of it in the end. `undefined` for every other refund. */
export function slowRefund(charge: Stripe.Charge | undefined): 'fail' | 'pending' | undefined {
  if (charge?.payment_method_details?.sepa_debit) return 'pending';
  return cardByFingerprint(charge?.payment_method_details?.card?.fingerprint)?.refunds;
}

/** Some time later: a pending refund goes through, or one that looked done comes back. */
export function concludeRefund(world: World, made: Stripe.Refund): void {
  const charge = world.need('charge', idOf(made.charge) ?? '');
  if (slowRefund(charge) === 'pending') succeedRefund(world, made);
  else failRefund(world, made);
}

export function succeedRefund(world: World, made: Stripe.Refund): Stripe.Refund {
  if (made.status !== 'pending') throw invalid(`This refund is ${made.status}.`);
  const done = world.put('refund', { ...made, status: 'succeeded' });
  tellUpdated(world, done, { status: made.status });
  return done;
}

/** The payer's bank does not take it: the money is back on the account. */
export function failRefund(
  world: World,
  made: Stripe.Refund,
  reason = 'expired_or_canceled_card',
): Stripe.Refund {
  if (made.status !== 'pending' && made.status !== 'succeeded')
    throw invalid(`This refund is ${made.status}.`);
  const failed = world.put('refund', {
    ...made,
    failure_balance_transaction: takeBack(world, made),
    failure_reason: reason,
    status: 'failed',
  });
  tellUpdated(world, failed, { status: made.status });
  emit(world, 'refund.failed', failed);
  return failed;
}

export function cancelRefund(world: World, made: Stripe.Refund): Stripe.Refund {
  if (made.status !== 'pending' && made.status !== 'requires_action')
    throw invalid(`Refunds that are ${made.status} cannot be canceled.`);
  const back = takeBack(world, made);
  const row = { ...made, failure_balance_transaction: back, status: 'canceled' };
  const canceled = world.put('refund', row);
  tellUpdated(world, canceled, { status: made.status });
  return canceled;
}

/** The booking that undoes it; the charge counts as that much less refunded. */
function takeBack(world: World, made: Stripe.Refund): string {
  const charge = world.need('charge', idOf(made.charge) ?? '');
  const { amount, currency, id } = made;
  const description = 'REFUND FAILURE';
  const back = book(world, { kind: 'refund_failure', amount, currency, source: id, description });
  const { amount_refunded: before, refunded } = charge;
  emit(world, 'charge.updated', moveRefunded(world, charge, -amount), { amount_refunded: before, refunded });
  return back.id;
}

function tellUpdated(world: World, row: Stripe.Refund, previous: Partial<Stripe.Refund>): void {
  emit(world, 'refund.updated', row, previous);
  emit(world, 'charge.refund.updated', row, previous);
}

function moveRefunded(world: World, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const total = charge.amount_refunded + amount;
  const refunded = total === charge.amount;
  const row = world.put('charge', { ...charge, amount_refunded: total, refunded });
  if (refunded) settleWarnings(world, charge.id);
  return row;
}

function checkRefundable(world: World, charge: Stripe.Charge, amount: number): void {
  const rest = charge.amount - charge.amount_refunded;
  checkStep(amount, charge.currency, 'amount');
  if (!charge.paid) throw invalid(`Charge ${charge.id} has not been paid and cannot be refunded.`, 'charge');
  if (rest === 0) {
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
  }
  if (amount > rest) {
    const [asked, left] = [formatMoney(amount, charge.currency), formatMoney(rest, charge.currency)];
    throw invalid(`Refund amount (${asked}) is greater than unrefunded amount on charge (${left})`, 'amount');
  }
  const taken = world.store
    .table('dispute')
    .where('charge', charge.id)
    .some((one) => !one.is_charge_refundable);
  if (taken)
    throw invalid(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      undefined,
      'charge_disputed',
    );
}
