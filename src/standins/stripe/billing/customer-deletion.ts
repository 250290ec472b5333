import type Stripe from 'stripe';
import { emit } from '../events.js';
import type { World } from '../world.js';
import { hasEnded } from './renewals.js';
import { endSubscription } from './subscriptions.js';

/** For good: the subscriptions end at once, and only that there was somebody can still be read. */
export function deleteCustomer(world: World, customer: Stripe.Customer): Stripe.DeletedCustomer {
  const { id } = customer;
  for (const one of world.store.table('subscription').where('customer', id)) {
    if (!hasEnded(one)) endSubscription(world, one, 'cancellation_requested');
  }
  world.store.delete('customer', id);
  emit(world, 'customer.deleted', customer);
  const deleted: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true };
  world.put('deleted', deleted);
  return deleted;
}
