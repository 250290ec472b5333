import type Stripe from 'stripe';
import { emit } from '../events.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import type { CardFailure } from './cards.js';
import { methodTypes } from './method-types.js';
import { presented } from './presentment.js';

interface NewIntent {
  amount: number;
  currency: string;
  customer: string | null;
  description?: string | null;
  metadata?: Stripe.Metadata;
  receiptEmail?: string | null;
  offSession?: boolean;
  /** The payer's own currency, where they pay in it. */
  presentment?: string | null;
}

export function createIntent(world: World, given: NewIntent): Stripe.PaymentIntent {
  const id = newId('pi');
  const intent = world.put('payment_intent', {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_${newId('secret')}`,
    confirmation_method: 'automatic',
    created: world.now(),
    currency: given.currency,
    customer: given.customer,
    customer_account: null,
    description: given.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: methodTypes(given.currency),
    payment_record: null,
    ...(given.presentment && {
      presentment_details: presented(given.amount, given.currency, given.presentment),
    }),
    processing: null,
    receipt_email: given.receiptEmail ?? null,
    review: null,
    setup_future_usage: given.offSession ? 'off_session' : null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  });
  emit(world, 'payment_intent.created', intent);
  return intent;
}

export function cancelIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  reason: 'expired' | 'void_invoice' = 'expired',
): void {
  const canceled = world.put('payment_intent', {
    ...intent,
    canceled_at: world.now(),
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  });
  emit(world, 'payment_intent.canceled', canceled);
}

/** Notes why an intent was not paid; another attempt may follow. */
export function failed(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  failure: CardFailure,
  charge: string | null,
): Stripe.PaymentIntent {
  const row = world.put('payment_intent', {
    ...intent,
    last_payment_error: {
      type: 'card_error',
      code: failure.code,
      ...(failure.decline_code && { decline_code: failure.decline_code }),
      doc_url: `https://stripe.com/docs/error-codes/${failure.code.replaceAll('_', '-')}`,
      message: failure.message,
      ...(failure.param && { param: failure.param }),
      ...(charge && { charge }),
      payment_method: method,
    },
    latest_charge: charge ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(world, 'payment_intent.payment_failed', row);
  return row;
}
