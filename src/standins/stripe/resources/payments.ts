import type Stripe from 'stripe';
import { MAX_AMOUNT } from '../billing/totals.js';
import { differences } from '../billing/differences.js';
import { cancelRefund, refund } from '../billing/refunds.js';
import { emit } from '../events.js';
import { badParameter, invalid } from '../http/errors.js';
import { emptyable, integer, mergeMetadata, metadata, oneOf, paramsOf, text } from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { listing, nothing, retrieve, within } from './common.js';
import { currency } from './price-building.js';

const byIntentOrCharge = { ...pagingFields, charge: text(), created: timeRange, payment_intent: text() };

const intentListParams = paramsOf<Stripe.PaymentIntentListParams>()({
  ...pagingFields,
  created: timeRange,
  customer: text(),
});

const chargeListParams = paramsOf<Stripe.ChargeListParams>()({
  ...pagingFields,
  created: timeRange,
  customer: text(),
  payment_intent: text(),
});

const refundListParams = paramsOf<Stripe.RefundListParams>()(byIntentOrCharge);

const refundParams = paramsOf<Stripe.RefundCreateParams>()({
  amount: integer(1, MAX_AMOUNT),
  charge: text(),
  currency,
  metadata,
  payment_intent: text(),
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
});

const bookingListParams = paramsOf<Stripe.BalanceTransactionListParams>()({
  ...pagingFields,
  created: timeRange,
  currency,
  source: text(),
  type: text(),
});

const labels = paramsOf<Stripe.RefundUpdateParams>()({ metadata });
const chargeLabels = paramsOf<Stripe.ChargeUpdateParams>()({ description: emptyable(text()), metadata });
const intentLabels = paramsOf<Stripe.PaymentIntentUpdateParams>()({
  description: emptyable(text()),
  metadata,
});

export const paymentRoutes: Route[] = [
  listing('payment_intent', '/v1/payment_intents', intentListParams, (params) => ({
    within: within({ customer: params.customer }),
    matches: (row) => inRange(row.created, params.created),
  })),
  retrieve('payment_intent', '/v1/payment_intents'),
  route('POST', '/v1/payment_intents/:id', intentLabels, (world, { metadata: given, ...changes }, id) => {
    const intent = world.need('payment_intent', id);
    return world.put('payment_intent', {
      ...intent,
      ...changes,
      metadata: mergeMetadata(intent.metadata, given),
    });
  }),
  listing('charge', '/v1/charges', chargeListParams, (params) => ({
    within: within({ payment_intent: params.payment_intent, customer: params.customer }),
    matches: (row) => inRange(row.created, params.created),
  })),
  retrieve('charge', '/v1/charges'),
  route('POST', '/v1/charges/:id', chargeLabels, (world, { metadata: given, ...changes }, id) => {
    const charge = world.need('charge', id);
    const labelled = { ...changes, metadata: mergeMetadata(charge.metadata, given) };
    const updated = world.put('charge', { ...charge, ...labelled });
    const previous = differences<Stripe.Charge>(charge, labelled);
    if (previous) emit(world, 'charge.updated', updated, previous);
    return updated;
  }),
  route('POST', '/v1/refunds', refundParams, (world, { metadata: given, ...order }) =>
    refund(world, refundedCharge(world, order), { ...order, metadata: mergeMetadata({}, given) }),
  ),
  listing('refund', '/v1/refunds', refundListParams, (params) => ({
    within: within({ charge: params.charge, payment_intent: params.payment_intent }),
    matches: (row) => inRange(row.created, params.created),
  })),
  retrieve('refund', '/v1/refunds'),
  route('POST', '/v1/refunds/:id', labels, (world, { metadata: given }, id) => {
    const row = world.need('refund', id);
    return world.put('refund', { ...row, metadata: mergeMetadata(row.metadata ?? {}, given) });
  }),
  route('POST', '/v1/refunds/:id/cancel', nothing, (world, _params, id) =>
    cancelRefund(world, world.need('refund', id)),
  ),
  listing('balance_transaction', '/v1/balance_transactions', bookingListParams, (params) => ({
    within: within({ source: params.source }),
    matches: (row) =>
      (params.currency === undefined || row.currency === params.currency) &&
      (params.type === undefined || row.type === params.type) &&
      inRange(row.created, params.created),
  })),
  retrieve('balance_transaction', '/v1/balance_transactions'),
];

function refundedCharge(world: World, order: { charge?: string; payment_intent?: string }): Stripe.Charge {
  if (order.charge) return world.need('charge', order.charge, 'charge');
  if (!order.payment_intent) {
    throw badParameter(
      'One of the following params should be provided for this request: payment_intent or charge.',
      'charge',
      'parameter_missing',
    );
  }
  const intent = world.need('payment_intent', order.payment_intent, 'payment_intent');
  const charge = world.find('charge', idOf(intent.latest_charge));
  if (charge && intent.status === 'succeeded') return charge;
  throw invalid(
    `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
    'payment_intent',
  );
}
