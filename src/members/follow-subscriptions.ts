import type { EntityManager } from 'typeorm';
import { addDays } from '../common/dates.js';
import type { SubscriptionState } from '../payments/outcome.js';
import { Membership } from './membership.js';
import type { Plan } from './plan.js';
import { settleMoves } from './charge-moves/settle-moves.js';
import { moveUpWaitingGifts } from './waiting-gifts.js';

export interface Following {
  now: Date;
  /** How long access goes on while a charge fails. */
  graceDays: number;
  plans: Map<string, Plan>;
}

/**
 * Renewal, change, cancellation and end follow Stripe; the state was read fresh, so the newest is simply taken over.
 * The members are locked: a gift that is redeemed at this moment is either seen, and moved, or sees the new period.
 */
export async function followSubscriptions(
  manager: EntityManager,
  states: SubscriptionState[],
  following: Following,
): Promise<void> {
  for (const state of states) await follow(manager, state, following);
}

async function follow(manager: EntityManager, state: SubscriptionState, following: Following): Promise<void> {
  const membership = await manager.findOne(Membership, {
    where: { purchaseId: state.purchase.id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!membership) throw new Error(`purchase ${state.purchase.id} has a subscription and no membership`);
  // What was paid back stays ended, whatever the subscription says until Stripe has ended it too.
  const takenBack = membership.endedAt !== null && state.endedAt === null;
  const endsAt = state.paidUntil > membership.startsAt ? state.paidUntil : membership.startsAt;
  await manager.update(Membership, membership.id, {
    subscriptionId: state.subscriptionId,
    endsAt,
    graceUntil: state.status === 'past_due' ? addDays(endsAt, following.graceDays) : null,
    cancelAt: state.cancelAt,
    cancelledAt: state.cancelAt || state.endedAt ? (membership.cancelledAt ?? state.at) : null,
    ...charged(state),
    ...planOf(state, following.plans),
    ...(!takenBack && { status: state.status, endedAt: state.endedAt }),
  });
  // The time was given, not bought: what waits behind the plan has not to wait for it.
  if (!(await settleMoves(manager, membership, state, following.now)))
    await moveGiftsBehind(manager, membership, endsAt);
  if (state.endedAt || endsAt < membership.endsAt)
    await moveUpWaitingGifts(manager, membership.memberId, following.now);
}

function charged({ item: { price } }: SubscriptionState): Partial<Membership> {
  return price ? { amount: price.amount, currency: price.currency } : {};
}

/** A change of plan, in the portal or by staff at Stripe; a product that is no plan of ours changes the price alone. */
function planOf({ item: { productKey } }: SubscriptionState, plans: Map<string, Plan>): Partial<Membership> {
  const plan = [...plans.values()].find(({ productKey: key }) => key === productKey);
  return plan ? { planId: plan.id, tier: plan.tier } : {};
}

/**
 * Time that was given must not be eaten by a renewal: a gift that waits for the plan's period to end waits for the next
 * period as well, unless it has moved the charge (docs/decisions/0013).
 */
async function moveGiftsBehind(manager: EntityManager, plan: Membership, endsAt: Date): Promise<void> {
  if (endsAt <= plan.endsAt) return;
  await manager.query(
    `update memberships set starts_at = starts_at + ($3::timestamptz - $2::timestamptz),
       ends_at = ends_at + ($3::timestamptz - $2::timestamptz),
       charge_to = charge_to + ($3::timestamptz - $2::timestamptz)
     where member_id = $1 and source = 'gift' and starts_at >= $2 and ended_at is null
       and charge_moved_at is null`,
    [plan.memberId, plan.endsAt, endsAt],
  );
}
