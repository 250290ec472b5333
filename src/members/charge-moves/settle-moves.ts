import type { EntityManager } from 'typeorm';
import type { SubscriptionState } from '../../payments/outcome.js';
import type { Membership } from '../membership.js';

/**
 * Stripe says that nothing is charged until the end of gifts that moved the charge: they stand before it, and no renewal
 * moves them any more. True when there were such. A gift that was taken back meanwhile is one of them.
 */
export async function settleMoves(
  manager: EntityManager,
  plan: Membership,
  { trialEnd }: SubscriptionState,
  now: Date,
): Promise<boolean> {
  if (!trialEnd || trialEnd <= plan.endsAt) return false;
  const [, settled] = await manager.query<[unknown, number]>(
    `update memberships set charge_moved_at = $3
     where charge_of = $1 and charge_moved_at is null and charge_to <= $2`,
    [plan.id, trialEnd, now],
  );
  return settled > 0;
}
