import type Stripe from 'stripe';
import { emit } from '../events.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { book, processingFee } from './balance.js';
import type { CardFailure } from './cards.js';

export interface ChargeHow {
  authenticated: boolean;
  blocked?: boolean;
  failure?: CardFailure;
  /** Not known yet; `settleCharge` follows. */
  pending?: boolean;
}

/** The trace of one try to take an intent's amount from a card, gone through or not. */
export function createCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  how: ChargeHow,
): Stripe.Charge {
  const { failure, pending = false } = how;
  const open = !failure && !pending;
  const id = newId('ch');
  const charge = world.put('charge', {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: failure ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: open ? bookCharge(world, id, intent) : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'STAND-IN',
    captured: !failure,
    created: world.now(),
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: pending ? null : outcomeOf(how),
    paid: open,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: method.sepa_debit
      ? { sepa_debit: debitDetails(method.sepa_debit), type: 'sepa_debit' }
      : { card: cardDetails(intent, method, how), type: 'card' },
    ...(intent.presentment_details && { presentment_details: intent.presentment_details }),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: failure ? null : `${world.publicUrl}/objects/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: failure ? 'failed' : pending ? 'pending' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  });
  emit(world, failure ? 'charge.failed' : pending ? 'charge.pending' : 'charge.succeeded', charge);
  return charge;
}

/** A debit's end, days after its beginning. */
export function settleCharge(
  world: World,
  charge: Stripe.Charge,
  intent: Stripe.PaymentIntent,
  failure: CardFailure | undefined,
): Stripe.Charge {
  const settled = world.put('charge', {
    ...charge,
    amount_captured: failure ? 0 : charge.amount,
    balance_transaction: failure ? null : bookCharge(world, charge.id, intent),
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    outcome: outcomeOf({ authenticated: false, failure }),
    paid: !failure,
    status: failure ? 'failed' : 'succeeded',
  });
  emit(world, failure ? 'charge.failed' : 'charge.succeeded', settled);
  return settled;
}

function debitDetails(account: Stripe.PaymentMethod.SepaDebit): Stripe.Charge.PaymentMethodDetails.SepaDebit {
  const { bank_code, branch_code, country, fingerprint, last4 } = account;
  return { bank_code, branch_code, country, fingerprint, last4, mandate: null };
}

function bookCharge(
  world: World,
  source: string,
  { amount, currency, description }: Stripe.PaymentIntent,
): string {
  return book(world, { kind: 'charge', amount, fee: processingFee(amount), currency, source, description })
    .id;
}

function outcomeOf({ failure, blocked }: ChargeHow): Stripe.Charge.Outcome {
  const none = { advice_code: null, network_advice_code: null, network_decline_code: null };
  if (blocked) {
    return {
      ...none,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      risk_level: 'highest',
      risk_score: 92,
      rule: 'block_if_high_risk__enabled',
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    };
  }
  const risk = { risk_level: 'normal', risk_score: 17 };
  if (!failure) {
    const seller = { seller_message: 'Payment complete.', type: 'authorized' };
    return { ...none, ...risk, network_status: 'approved_by_network', reason: null, ...seller };
  }
  return {
    ...none,
    ...risk,
    network_status: 'declined_by_network',
    reason: failure.decline_code ?? failure.code,
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  };
}

function cardDetails(
  intent: Stripe.PaymentIntent,
  { card }: Stripe.PaymentMethod,
  how: ChargeHow,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: how.failure ? null : intent.amount,
    authorization_code: null,
    brand: card?.brand ?? null,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: card?.country ?? null,
    electronic_commerce_indicator: null,
    exp_month: card?.exp_month ?? 12,
    exp_year: card?.exp_year ?? 2034,
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? null,
    installments: null,
    last4: card?.last4 ?? null,
    mandate: null,
    network: card?.brand ?? null,
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: how.authenticated ? challenged() : null,
    transaction_link_id: null,
    wallet: null,
  };
}

function challenged(): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure {
  return {
    authentication_flow: 'challenge',
    electronic_commerce_indicator: '05',
    exemption_indicator: null,
    result: 'authenticated',
    result_reason: null,
    transaction_id: null,
    version: '2.2.0',
  };
}
