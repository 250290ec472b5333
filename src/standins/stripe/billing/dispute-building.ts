import type Stripe from 'stripe';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';

const DAY = 86_400;

/** `inquiry`: the bank asks before it takes anything. `prevented`: stopped before it became a chargeback. */
export type DisputeStage = 'chargeback' | 'inquiry' | 'prevented';

const statuses = {
  chargeback: 'needs_response',
  inquiry: 'warning_needs_response',
  prevented: 'prevented',
} as const;
const caseTypes = { chargeback: 'chargeback', inquiry: 'inquiry', prevented: 'block' } as const;

export interface DisputeFacts {
  id: string;
  stage: DisputeStage;
  reason: string;
  amount: number;
  booking: Stripe.BalanceTransaction[];
}

/** A dispute as it begins. */
export function buildDispute(world: World, charge: Stripe.Charge, facts: DisputeFacts): Stripe.Dispute {
  const { id, stage, reason, amount, booking } = facts;
  const brand = charge.payment_method_details?.card?.brand ?? 'visa';
  return {
    id,
    object: 'dispute',
    amount,
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
    is_charge_refundable: stage === 'inquiry',
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: {
        brand,
        network: brand,
        case_type: caseTypes[stage],
        network_reason_code: reason === 'fraudulent' ? '10.4' : '13.1',
      },
      type: 'card',
    },
    reason,
    status: statuses[stage],
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
