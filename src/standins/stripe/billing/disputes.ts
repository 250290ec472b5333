import type Stripe from 'stripe';
import { emit } from '../events.js';
import { invalid } from '../http/errors.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { book } from './balance.js';
import { cardByFingerprint } from './cards.js';

const DAY = 86_400;
const DISPUTE_FEE = 2000;

export type DisputeKind = 'fraudulent' | 'product_not_received' | 'inquiry';

/** What a dispute card does to its charge some time later; `undefined` for every other card. */
export function awaitedDispute(world: World, charge: Stripe.Charge): DisputeKind | undefined {
  if (!charge.paid || world.store.table('dispute').where('charge', charge.id).length > 0) return undefined;
  return cardByFingerprint(charge.payment_method_details?.card?.fingerprint)?.disputes;
}

/** The payer's bank takes the charge back, or, in an inquiry, asks first. */
export function dispute(world: World, charge: Stripe.Charge, kind: DisputeKind): Stripe.Dispute {
  if (!charge.paid) throw invalid(`Charge ${charge.id} has not been paid.`, 'charge');
  const open = world.store
    .table('dispute')
    .where('charge', charge.id)
    .some((one) => !isClosed(one));
  if (open) throw invalid(`Charge ${charge.id} is already disputed.`, 'charge', 'charge_disputed');
  const withdrawn = kind !== 'inquiry';
  const id = newId('du');
  const booking = withdrawn ? [takeFunds(world, id, charge)] : [];
  const made = world.put('dispute', buildDispute(world, id, charge, kind, booking));
  const disputed = world.put('charge', { ...charge, disputed: true });
  emit(world, 'charge.updated', disputed, { disputed: charge.disputed });
  emit(world, 'charge.dispute.created', made);
  if (withdrawn) emit(world, 'charge.dispute.funds_withdrawn', made);
  return made;
}

function takeFunds(world: World, source: string, charge: Stripe.Charge): Stripe.BalanceTransaction {
  const { amount, currency } = charge;
  return book(world, {
    kind: 'adjustment',
    amount: -amount,
    fee: DISPUTE_FEE,
    currency,
    source,
    description: `Chargeback withdrawal for ${charge.id}`,
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

function buildDispute(
  world: World,
  id: string,
  charge: Stripe.Charge,
  kind: DisputeKind,
  booking: Stripe.BalanceTransaction[],
): Stripe.Dispute {
  const inquiry = kind === 'inquiry';
  const brand = charge.payment_method_details?.card?.brand ?? 'visa';
  return {
    id,
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: booking,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(charge),
    evidence_details: {
      due_by: world.now() + 9 * DAY,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: 'manual',
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: {
        brand,
        network: brand,
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network_reason_code: kind === 'fraudulent' ? '10.4' : '13.1',
      },
      type: 'card',
    },
    reason: inquiry ? 'general' : kind,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  };
}

function noEvidence(charge: Stripe.Charge): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: charge.billing_details.email,
    customer_name: charge.billing_details.name,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
