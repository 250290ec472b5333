import type { EntityManager } from 'typeorm';
import { normaliseEmail } from '../../common/email.js';
import { StripeCustomer } from '../customers/stripe-customer.js';
import type { CustomerFact, Told } from '../facts.js';

/**
 * An address that is changed in Stripe's portal is noted for staff, and changes nobody: it was not confirmed. Who was deleted
 * at Stripe is made anew at their next checkout; what ended with them comes as events of its own.
 */
export async function applyCustomers(manager: EntityManager, told: Told<CustomerFact>[]): Promise<void> {
  for (const { fact } of told) {
    const { customerId: id, email, deleted } = fact;
    if (deleted) await manager.delete(StripeCustomer, { id });
    else if (email !== null)
      await manager.query('update stripe_customers set billing_email = nullif($2, email) where id = $1', [
        id,
        normaliseEmail(email),
      ]);
  }
}
