import type Stripe from 'stripe';
import { emit } from '../events.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import type { ReadCard } from './card-input.js';
import { cardByNumber, fingerprintOf } from './cards.js';

export interface Buyer {
  email: string | null;
  name: string | null;
}

/** A card, not yet anybody's. */
export function createCard(world: World, card: ReadCard, buyer: Buyer): Stripe.PaymentMethod {
  const { brand, funding = 'credit' } = cardByNumber(card.number);
  return world.put('payment_method', {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: null, email: buyer.email, name: buyer.name, phone: null, tax_id: null },
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: brand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: fingerprintOf(card.number),
      funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  });
}

/** Saves a card with a customer, to be charged again later. */
export function attachCard(
  world: World,
  method: Stripe.PaymentMethod,
  customer: string,
): Stripe.PaymentMethod {
  const attached = world.put('payment_method', { ...method, customer });
  emit(world, 'payment_method.attached', attached);
  return attached;
}
