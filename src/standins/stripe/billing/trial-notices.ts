import type Stripe from 'stripe';
import { emit } from '../events.js';
import type { World } from '../world.js';

/** Stripe tells of a trial's end three days ahead, or at once where the trial is shorter. */
const AHEAD = 3 * 86_400;

/** When the trial's end is to be told of; `null` if there is none, or it has been. */
export function trialNotice(world: World, subscription: Stripe.Subscription): number | null {
  const { id, status, trial_end: end } = subscription;
  if (status !== 'trialing' || end === null) return null;
  return world.find('trial_notice', id)?.trialEnd === end ? null : end - AHEAD;
}

export function tellTrialEnds(world: World, subscription: Stripe.Subscription): void {
  const { id, trial_end: end } = subscription;
  if (end === null) return;
  world.put('trial_notice', { id, trialEnd: end });
  // The row is put again so that its next moment is looked at anew.
  world.put('subscription', subscription);
  emit(world, 'customer.subscription.trial_will_end', subscription);
}
