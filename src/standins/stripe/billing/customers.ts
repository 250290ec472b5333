import type Stripe from 'stripe';
import { emit } from '../events.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import { differences } from './differences.js';

interface NewCustomer {
  email?: string | null;
  name?: string | null;
  phone?: string | null;
  description?: string | null;
  metadata?: Stripe.Metadata;
  preferredLocales?: string[];
}

export function createCustomer(world: World, given: NewCustomer): Stripe.Customer {
  const id = newId('cus', 14);
  const customer = world.put('customer', {
    id,
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: given.description ?? null,
    discount: null,
    email: given.email ?? null,
    invoice_prefix: id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: given.metadata ?? {},
    name: given.name ?? null,
    next_invoice_sequence: 1,
    phone: given.phone ?? null,
    preferred_locales: given.preferredLocales ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  });
  emit(world, 'customer.created', customer);
  return customer;
}

/** Puts a change and tells of it, with the attributes as they were. */
export function updateCustomer(
  world: World,
  customer: Stripe.Customer,
  changes: Partial<Stripe.Customer>,
): Stripe.Customer {
  const updated = world.put('customer', { ...customer, ...changes });
  const previous = differences(customer, changes);
  if (previous) emit(world, 'customer.updated', updated, previous);
  return updated;
}
