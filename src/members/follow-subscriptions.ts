import type { EntityManager } from 'typeorm';
import type { SubscriptionState } from '../payments/outcome.js';
import { Membership } from './membership.js';
import { moveUpWaitingGifts } from './waiting-gifts.js';

/**
 * Renewal, cancellation and end follow Stripe; the state was read fresh, so the newest is simply taken over.
 * The members are locked: a gift that is redeemed at this moment is either seen, and moved, or sees the new period.
 */
export async function followSubscriptions(
  manager: EntityManager,
  states: SubscriptionState[],
  now: Date,
): Promise<void> {
  for (const state of states) await follow(manager, state, now);
}

async function follow(manager: EntityManager, state: SubscriptionState, now: Date): Promise<void> {
  const membership = await manager.findOne(Membership, {
    where: { purchaseId: state.purchase.id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!membership) throw new Error(`purchase ${state.purchase.id} has a subscription and no membership`);
  // What was paid back stays ended, whatever the subscription says until Stripe has ended it too.
  const takenBack = state.purchase.status === 'refunded';
  const endsAt = state.paidUntil > membership.startsAt ? state.paidUntil : membership.startsAt;
  await manager.update(Membership, membership.id, {
    subscriptionId: state.subscriptionId,
    endsAt,
    cancelAt: state.cancelAt,
    cancelledAt: state.cancelAt || state.endedAt ? (membership.cancelledAt ?? state.at) : null,
    ...(!takenBack && { status: state.status, endedAt: state.endedAt }),
  });
  await moveGiftsBehind(manager, membership, endsAt);
  if (state.endedAt || endsAt < membership.endsAt)
    await moveUpWaitingGifts(manager, membership.memberId, now);
}

/**
 * Time that was given must not be eaten by a renewal: a gift that waits for the plan's period to end waits for the next
 * period as well (docs/decisions/0005).
 */
async function moveGiftsBehind(manager: EntityManager, plan: Membership, endsAt: Date): Promise<void> {
  if (endsAt <= plan.endsAt) return;
  await manager.query(
    `update memberships set starts_at = starts_at + ($3::timestamptz - $2::timestamptz),
       ends_at = ends_at + ($3::timestamptz - $2::timestamptz)
     where member_id = $1 and source = 'gift' and starts_at >= $2 and ended_at is null`,
    [plan.memberId, plan.endsAt, endsAt],
  );
}
