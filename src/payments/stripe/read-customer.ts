import type { Stripe } from 'stripe';

export interface Customer {
  email: string | null;
  name: string | null;
  deleted: boolean;
}

export function readCustomer(customer: Stripe.Customer | Stripe.DeletedCustomer): Customer {
  return customer.deleted
    ? { email: null, name: null, deleted: true }
    : { email: customer.email ?? null, name: customer.name ?? null, deleted: false };
}
