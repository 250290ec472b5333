import type Stripe from 'stripe';
import { updateCustomer } from '../billing/customers.js';
import { pauseSubscription, resumeSubscription } from '../billing/pausing.js';
import { endSubscription } from '../billing/subscriptions.js';
import { ApiError, invalid } from '../http/errors.js';
import type { FormTree } from '../http/form.js';
import { email } from '../resources/customers.js';
import { changeItems } from '../resources/subscription-items.js';
import { updateSubscription } from '../resources/subscription-update.js';
import type { World } from '../world.js';

type Features = Stripe.BillingPortal.Configuration.Features;

/** What a member does to a subscription, as far as the portal's configuration lets them. */
export function changeInPortal(
  world: World,
  features: Features,
  row: Stripe.Subscription,
  form: FormTree,
): void {
  const { do: step, price } = form;
  if (step === 'cancel' || step === 'keep') endOrKeep(world, features, row, step === 'cancel');
  else if (step === 'pause' && features.subscription_pause.enabled) pauseSubscription(world, row);
  else if (step === 'resume') resumeSubscription(world, row, 'unchanged');
  else if (step === 'switch' && typeof price === 'string') switchTo(world, features, row, price);
  else throw invalid('That is not possible here.');
}

function endOrKeep(world: World, features: Features, row: Stripe.Subscription, ends: boolean): void {
  const { mode, enabled } = features.subscription_cancel;
  if (!enabled) throw invalid('Subscriptions cannot be cancelled here.');
  if (ends && mode === 'immediately') endSubscription(world, row, 'cancellation_requested');
  else updateSubscription(world, row, { cancel_at_period_end: ends });
}

function switchTo(world: World, features: Features, row: Stripe.Subscription, price: string): void {
  const { enabled, proration_behavior: proration, products } = features.subscription_update;
  const offered = products?.flatMap(({ prices }) => prices) ?? [];
  if (!enabled || !offered.includes(price)) throw invalid('This plan cannot be chosen here.');
  const chosen = proration as Parameters<typeof changeItems>[3];
  changeItems(world, row, [{ id: row.items.data[0]?.id, price }], chosen);
}

/** A member's own details; the answer is what is wrong with them, if anything. */
export function changeDetails(
  world: World,
  features: Features,
  customer: Stripe.Customer,
  form: FormTree,
): string | null {
  const { allowed_updates: allowed, enabled } = features.customer_update;
  if (!enabled) return 'Billing information cannot be changed here.';
  try {
    updateCustomer(world, customer, {
      ...(allowed.includes('email') &&
        form['email'] !== undefined && { email: email(form['email'], 'email') }),
      ...(allowed.includes('name') &&
        typeof form['name'] === 'string' && { name: form['name'].slice(0, 256) }),
    });
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}
