import { badParameter, invalid } from '../http/errors.js';
import { isWebUrl } from '../http/urls.js';
import type { World } from '../world.js';
import type { SessionOrder } from './session-params.js';

const MINUTE = 60;
const DAY = 86_400;

/** Refuses what Stripe refuses, in its words. */
export function checkOrder(world: World, order: SessionOrder): void {
  if (order.mode === 'setup')
    throw badParameter('The local stand-in knows the modes payment and subscription.', 'mode');
  if (!order.success_url)
    throw badParameter('Missing required param: success_url.', 'success_url', 'parameter_missing');
  for (const name of ['success_url', 'cancel_url'] as const) checkUrl(order[name], name);
  if (!order.line_items?.length)
    throw badParameter('Missing required param: line_items.', 'line_items', 'parameter_missing');
  if (order.customer) world.need('customer', order.customer, 'customer');
  if (order.customer && order.customer_email) {
    throw badParameter('You may only specify one of these parameters: customer, customer_email.', 'customer');
  }
  if (order.mode === 'subscription') checkSubscriptionOrder(world, order);
  else if (order.subscription_data) throw wrongMode('subscription_data', 'subscription');
  if (order.discounts && order.allow_promotion_codes !== undefined) {
    throw badParameter(
      'You may only specify one of these parameters: allow_promotion_codes, discounts.',
      'discounts',
    );
  }
  const at = order.expires_at;
  if (at !== undefined && (at < world.now() + 30 * MINUTE || at > world.now() + DAY)) {
    throw invalid(
      'The `expires_at` timestamp must be less than 24 hours and at least 30 minutes from Checkout Session creation.',
      'expires_at',
    );
  }
}

function checkSubscriptionOrder(world: World, order: SessionOrder): void {
  if (order.payment_intent_data) throw wrongMode('payment_intent_data', 'payment');
  if (order.customer_creation) throw wrongMode('customer_creation', 'payment');
  const { trial_end: end, trial_period_days: days } = order.subscription_data ?? {};
  checkAnchor(world, order);
  if (end && days)
    throw invalid('You may only specify one of trial_end, trial_period_days.', 'subscription_data');
  if (end && end < world.now() + 2 * DAY) {
    throw invalid(
      'The `trial_end` date has to be at least 2 days in the future.',
      'subscription_data[trial_end]',
    );
  }
}

function checkAnchor(world: World, { subscription_data: data = {} }: SessionOrder): void {
  const { billing_cycle_anchor: anchor, proration_behavior: proration } = data;
  const name = 'subscription_data[billing_cycle_anchor]';
  if (anchor === undefined) return;
  if (data.trial_end || data.trial_period_days)
    throw invalid('You may not specify a `billing_cycle_anchor` together with a trial.', name);
  if (anchor <= world.now()) throw invalid('`billing_cycle_anchor` must be a timestamp in the future.', name);
  if (proration !== 'none')
    throw badParameter(
      'The local stand-in knows a `billing_cycle_anchor` with `proration_behavior` `none` only.',
      'subscription_data[proration_behavior]',
    );
}

function wrongMode(name: string, mode: string): Error {
  return invalid(`You can only pass \`${name}\` in \`${mode}\` mode.`, name);
}

function checkUrl(url: string | undefined, name: string): void {
  if (url === undefined || isWebUrl(url.replace('{CHECKOUT_SESSION_ID}', 'x'))) return;
  throw invalid('Not a valid URL', name, 'url_invalid');
}
