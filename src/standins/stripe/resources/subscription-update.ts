import type Stripe from 'stripe';
import { replaceDiscounts } from '../billing/discounts.js';
import { changeSubscription, periodEnd } from '../billing/subscriptions.js';
import { renew } from '../billing/renewals.js';
import { badParameter, invalid } from '../http/errors.js';
import type { FormValue } from '../http/form.js';
import {
  accepted,
  emptyable,
  flag,
  integer,
  list,
  mergeMetadata,
  metadata,
  object,
  oneOf,
  paramsOf,
  required,
  text,
} from '../http/params.js';
import type { World } from '../world.js';
import { changeItems, itemChange } from './subscription-items.js';

export const cancellationFields = {
  comment: emptyable(text()),
  feedback: emptyable(
    oneOf(
      'customer_service',
      'low_quality',
      'missing_features',
      'other',
      'switched_service',
      'too_complex',
      'too_expensive',
      'unused',
    ),
  ),
};

/** A moment, or a word that stands for one. */
const momentOr =
  <const T extends string>(...words: T[]) =>
  (value: FormValue, path: string): number | T => {
    const word = words.find((one) => one === value);
    return word ?? integer()(value, path);
  };

export const updateParams = paramsOf<Stripe.SubscriptionUpdateParams>()({
  cancel_at: emptyable(momentOr('min_period_end', 'max_period_end')),
  cancel_at_period_end: flag,
  cancellation_details: object(cancellationFields),
  collection_method: oneOf('charge_automatically'),
  default_payment_method: text(),
  description: emptyable(text(500)),
  discounts: emptyable(list(object({ coupon: text(), discount: text(), promotion_code: text() }), 20)),
  items: list(itemChange, 20),
  metadata,
  off_session: flag,
  pause_collection: emptyable(
    object({
      behavior: required(oneOf('keep_as_draft', 'mark_uncollectible', 'void')),
      resumes_at: integer(),
    }),
  ),
  payment_behavior: accepted,
  payment_settings: accepted,
  proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
  proration_date: integer(),
  trial_end: momentOr('now'),
  trial_settings: accepted,
});

type Update = ReturnType<typeof updateParams>;
type Changes = Partial<Stripe.Subscription>;

export function updateSubscription(
  world: World,
  subscription: Stripe.Subscription,
  given: Update,
): Stripe.Subscription {
  checkOpen(subscription, given);
  const { default_payment_method: method } = given;
  if (method) world.need('payment_method', method, 'default_payment_method');
  const changed = changeSubscription(world, subscription, {
    ...(given.description !== undefined && { description: given.description }),
    ...(method && { default_payment_method: method }),
    ...(given.metadata !== undefined && { metadata: mergeMetadata(subscription.metadata, given.metadata) }),
    ...(given.discounts !== undefined && {
      discounts: replaceDiscounts(world, subscription, given.discounts ?? []),
    }),
    ...pausing(given),
    ...ending(world, subscription, given),
    ...trial(world, subscription, given),
  });
  const current = given.items ? changeItems(world, changed, given.items, given.proration_behavior) : changed;
  return given.trial_end === 'now' && current.status === 'trialing' ? endTrial(world, current) : current;
}

function checkOpen(subscription: Stripe.Subscription, given: Update): void {
  if (subscription.status !== 'canceled') return;
  const free = ['metadata', 'cancellation_details'];
  if (Object.keys(given).every((name) => free.includes(name))) return;
  throw invalid('A canceled subscription can only update its cancellation_details and metadata.');
}

function pausing({ pause_collection: pause }: Update): Changes {
  if (pause === undefined) return {};
  return { pause_collection: pause && { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null } };
}

/** `cancel_at_period_end` shows in `cancel_at` too, and taking either back clears both. */
function ending(world: World, subscription: Stripe.Subscription, given: Update): Changes {
  const details = subscription.cancellation_details;
  const base = { comment: null, feedback: null, feedback_option: null, reason: null, ...details };
  const said = { ...base, ...given.cancellation_details };
  const { cancel_at: at, cancel_at_period_end: atEnd } = given;
  if (at === undefined && atEnd === undefined) {
    return given.cancellation_details ? { cancellation_details: said } : {};
  }
  if (at != null && atEnd !== undefined) {
    throw badParameter(
      'You may only specify one of these parameters: cancel_at, cancel_at_period_end.',
      'cancel_at',
    );
  }
  const moment = atEnd
    ? periodEnd(subscription)
    : typeof at === 'string'
      ? periodEnd(subscription)
      : (at ?? null);
  if (moment !== null && moment <= world.now())
    throw invalid('`cancel_at` must be a timestamp in the future.', 'cancel_at');
  return {
    cancel_at: moment,
    cancel_at_period_end: atEnd ?? false,
    canceled_at: moment === null ? null : (subscription.canceled_at ?? world.now()),
    cancellation_details: { ...said, reason: moment === null ? null : 'cancellation_requested' },
  };
}

function trial(world: World, subscription: Stripe.Subscription, { trial_end: end }: Update): Changes {
  if (typeof end !== 'number') return {};
  if (end <= world.now())
    throw invalid('Invalid timestamp: must be an integer Unix timestamp in the future.', 'trial_end');
  const data = subscription.items.data.map((item) => ({ ...item, current_period_end: end }));
  return {
    billing_cycle_anchor: end,
    items: { ...subscription.items, data },
    status: 'trialing',
    trial_end: end,
    trial_start: subscription.trial_start ?? world.now(),
  };
}

/** The trial is over at once: the first paid period begins and is billed. */
function endTrial(world: World, subscription: Stripe.Subscription): Stripe.Subscription {
  const now = world.now();
  const data = subscription.items.data.map((item) => ({ ...item, current_period_end: now }));
  const over = { billing_cycle_anchor: now, items: { ...subscription.items, data }, trial_end: now };
  return renew(world, world.put('subscription', { ...subscription, ...over }));
}
