import { type EntityManager, IsNull } from 'typeorm';
import { addMonths } from '../common/dates.js';
import { newId } from '../common/ids.js';
import { hasAccess, memberUntil } from './access.js';
import { Membership } from './membership.js';
import { movedBy } from './charge-moves/next-charge.js';
import { moveUpWaitingGifts } from './waiting-gifts.js';

export interface GivenTime {
  giftId: string;
  planId: string;
  tier: string;
  months: number;
}

export interface Given {
  startsAt: Date;
  endsAt: Date;
  /** The member had time left, and this was added to it. */
  extended: boolean;
  /** The member pays for a plan that runs. */
  paying: boolean;
  /** That plan's next charge moves, once Stripe has been told. */
  nextCharge: { from: Date; to: Date } | null;
  /** That plan renews all the same, and the gift begins when it ends. */
  waits: boolean;
}

/** What the redeemer is told of it. */
export function fateOf({ nextCharge, waits, extended }: Given): 'new' | 'added' | 'moved' | 'waits' {
  if (nextCharge) return 'moved';
  if (waits) return 'waits';
  return extended ? 'added' : 'new';
}

/** Adds given time behind what a member has. The member is locked, so two gifts at once stand one behind the other. */
export async function giveMembership(
  manager: EntityManager,
  memberId: string,
  { giftId, planId, tier, months }: GivenTime,
  { livemode, now, moveCharge }: { livemode: boolean; now: Date; moveCharge: boolean },
): Promise<Given> {
  const memberships = await manager.findBy(Membership, { memberId });
  const until = memberUntil(memberships, now);
  const startsAt = until ?? now;
  const endsAt = addMonths(startsAt, months);
  const moved = moveCharge ? movedBy(memberships, startsAt, now) : null;
  await manager.insert(Membership, {
    id: newId(),
    memberId,
    source: 'gift',
    tier,
    planId,
    giftId,
    status: 'active',
    startsAt,
    endsAt,
    ...(moved && { chargeOf: moved.id, chargeTo: endsAt }),
    livemode,
    createdAt: now,
  });
  const plans = memberships.filter(
    (membership) => membership.source === 'plan' && hasAccess(membership, now),
  );
  const nextCharge = moved ? { from: startsAt, to: endsAt } : null;
  const waits = !moved && plans.some(({ cancelAt, endedAt }) => cancelAt === null && endedAt === null);
  return { startsAt, endsAt, extended: until !== null, paying: plans.length > 0, nextCharge, waits };
}

/** A gift that somebody has redeemed. */
export interface RedeemedGift {
  giftId: string;
  memberId: string;
  redeemedAt: Date;
}

/** What was not paid after all is over, and whoever redeemed it is as new as before; a further gift moves up. They are locked. */
export async function endGiftMembership(
  manager: EntityManager,
  gift: RedeemedGift,
  now: Date,
): Promise<void> {
  const { giftId, memberId, redeemedAt } = gift;
  await manager.update(Membership, { giftId, endedAt: IsNull() }, { status: 'canceled', endedAt: now });
  await manager.query(
    `update members set first_paid_at = (
       select min(case m.source when 'gift' then m.created_at when 'plan' then p.charged_at else m.starts_at end)
       from memberships m left join purchases p on p.id = m.purchase_id
       where m.member_id = $1 and not (m.source = 'gift' and m.status = 'canceled'))
     where id = $1 and first_paid_at = $2`,
    [memberId, redeemedAt],
  );
  await moveUpWaitingGifts(manager, memberId, now);
}

export async function reviveGiftMembership(manager: EntityManager, gift: RedeemedGift): Promise<void> {
  const { giftId, memberId, redeemedAt } = gift;
  await manager.update(Membership, { giftId }, { status: 'active', endedAt: null });
  await noteFirstTime(manager, memberId, redeemedAt);
}

/** Whoever had a membership that somebody paid for is not new any more (counting.md, rule 3). */
export async function noteFirstTime(manager: EntityManager, memberId: string, at: Date): Promise<void> {
  await manager.query('update members set first_paid_at = least(first_paid_at, $2) where id = $1', [
    memberId,
    at,
  ]);
}
