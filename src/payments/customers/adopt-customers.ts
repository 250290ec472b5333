import type { EntityManager } from 'typeorm';
import { normaliseEmail } from '../../common/email.js';
import type { Outcome, Paid } from '../outcome.js';

/**
 * Where the address was typed only on Stripe's page, Stripe made a customer of its own: it becomes that address's, unless
 * there is one already. By it, the next purchase makes no second one.
 */
export async function adoptCustomers(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
  const rows = outcomes.filter(isRecurring).flatMap(rowOf);
  if (rows.length === 0) return;
  await manager.query(
    `insert into stripe_customers (id, email, livemode)
     select * from unnest($1::text[], $2::text[], $3::boolean[]) on conflict do nothing`,
    [rows.map(({ id }) => id), rows.map(({ email }) => email), rows.map(({ livemode }) => livemode)],
  );
}

function isRecurring(outcome: Outcome): outcome is Paid {
  return outcome.kind === 'paid' && outcome.subscriptionId !== null;
}

function rowOf({ customerId: id, payer, purchase: { livemode } }: Paid) {
  return id && payer.email ? [{ id, email: normaliseEmail(payer.email), livemode }] : [];
}
