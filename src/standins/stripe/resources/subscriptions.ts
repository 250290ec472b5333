import type Stripe from 'stripe';
import { runs } from '../billing/renewals.js';
import { endSubscription } from '../billing/subscriptions.js';
import { invalid } from '../http/errors.js';
import { accepted, flag, integer, object, oneOf, paramsOf, required, text } from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { listing, retrieve, within } from './common.js';
import { pauseSubscription, resumeSubscription } from '../billing/pausing.js';
import { cancellationFields, updateParams, updateSubscription } from './subscription-update.js';

const PATH = '/v1/subscriptions';
const ENDED = ['canceled', 'incomplete_expired'];

const listParams = paramsOf<Stripe.SubscriptionListParams>()({
  ...pagingFields,
  created: timeRange,
  collection_method: oneOf('charge_automatically', 'send_invoice'),
  current_period_end: timeRange,
  current_period_start: timeRange,
  customer: text(),
  price: text(),
  status: oneOf(
    'active',
    'all',
    'canceled',
    'ended',
    'incomplete',
    'incomplete_expired',
    'past_due',
    'paused',
    'trialing',
    'unpaid',
  ),
});

const cancelParams = paramsOf<Stripe.SubscriptionCancelParams>()({
  cancellation_details: object(cancellationFields),
  invoice_now: flag,
  prorate: flag,
});

const pauseParams = paramsOf<Stripe.SubscriptionPauseParams>()({
  bill_for: accepted,
  invoicing_behavior: oneOf('invoice', 'pending_invoice_item'),
  type: oneOf('subscription'),
});

const resumeParams = paramsOf<Stripe.SubscriptionResumeParams>()({
  billing_cycle_anchor: object({ type: required(oneOf('now', 'unchanged')) }),
  payment_behavior: accepted,
  proration_date: integer(),
  proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
});

export const subscriptionRoutes: Route[] = [
  listing(
    'subscription',
    PATH,
    listParams,
    ({ status, customer, created, price, collection_method: method, ...period }) => ({
      within: within({ customer }),
      matches: (row) =>
        hasStatus(row, status) &&
        (price === undefined || row.items.data.some((item) => item.price.id === price)) &&
        inRange(row.created, created) &&
        (method === undefined || row.collection_method === method) &&
        row.items.data.some(
          (item) =>
            inRange(item.current_period_start, period.current_period_start) &&
            inRange(item.current_period_end, period.current_period_end),
        ),
    }),
  ),
  retrieve('subscription', PATH),
  route('POST', `${PATH}/:id`, updateParams, (world, given, id) =>
    updateSubscription(world, world.need('subscription', id), given),
  ),
  route('DELETE', `${PATH}/:id`, cancelParams, (world, given, id) => {
    const subscription = world.need('subscription', id);
    if (ENDED.includes(subscription.status)) throw noLongerThere(id);
    const { comment = null, feedback = null } = given.cancellation_details ?? {};
    const details = { comment, feedback, feedback_option: null, reason: null };
    return endSubscription(
      world,
      { ...subscription, cancellation_details: details },
      'cancellation_requested',
    );
  }),
  route('POST', `${PATH}/:id/pause`, pauseParams, (world, _given, id) =>
    pauseSubscription(world, world.need('subscription', id)),
  ),
  route('POST', `${PATH}/:id/resume`, resumeParams, (world, given, id) =>
    resumeSubscription(world, world.need('subscription', id), given.billing_cycle_anchor?.type ?? 'now'),
  ),
];

/** Without a status, all that have not ended. */
function hasStatus(row: Stripe.Subscription, status: string | undefined): boolean {
  if (status === 'all') return true;
  if (status === 'ended') return ENDED.includes(row.status);
  return status === undefined ? runs(row) || !ENDED.includes(row.status) : row.status === status;
}

function noLongerThere(id: string): Error {
  return invalid(`No such subscription: '${id}'`, 'id', 'resource_missing');
}
