import type Stripe from 'stripe';
import type { World } from '../world.js';
import { readCard } from './card-input.js';
import type { CardInput } from './card-input.js';
import { updateCustomer } from './customers.js';
import { attachCard, createCard } from './payment-methods.js';
import { runs } from './renewals.js';
import { changeSubscription } from './subscriptions.js';

/** Saves a card for all that a customer's subscriptions will cost; the answer is what is wrong with it, if anything. */
export function saveCard(world: World, customer: Stripe.Customer, typed: CardInput): string | null {
  const card = readCard(typed, world.clock.now());
  if ('code' in card) return card.message;
  const buyer = { email: customer.email, name: customer.name ?? null };
  const { id } = attachCard(world, createCard(world, card, buyer), customer.id);
  updateCustomer(world, customer, {
    invoice_settings: { ...customer.invoice_settings, default_payment_method: id },
  });
  for (const one of world.store.table('subscription').where('customer', customer.id).filter(runs)) {
    changeSubscription(world, one, { default_payment_method: id });
  }
  return null;
}
