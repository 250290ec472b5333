import { type EntityManager, IsNull } from 'typeorm';
import { addMonths } from '../common/dates.js';
import { newId } from '../common/ids.js';
import { hasAccess, memberUntil } from './access.js';
import { Membership } from './membership.js';

export interface GivenTime {
  giftId: string;
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
}

/** Adds given time behind what a member has. The member is locked, so two gifts at once stand one behind the other. */
export async function giveMembership(
  manager: EntityManager,
  memberId: string,
  { giftId, tier, months }: GivenTime,
  { livemode, now }: { livemode: boolean; now: Date },
): Promise<Given> {
  const memberships = await manager.findBy(Membership, { memberId });
  const until = memberUntil(memberships, now);
  const startsAt = until ?? now;
  const endsAt = addMonths(startsAt, months);
  await manager.insert(Membership, {
    id: newId(),
    memberId,
    source: 'gift',
    tier,
    giftId,
    status: 'active',
    startsAt,
    endsAt,
    livemode,
    createdAt: now,
  });
  const paying = memberships.some((membership) => membership.source === 'plan' && hasAccess(membership, now));
  return { startsAt, endsAt, extended: until !== null, paying };
}

export async function endGiftMembership(manager: EntityManager, giftId: string, at: Date): Promise<void> {
  await manager.update(Membership, { giftId, endedAt: IsNull() }, { status: 'canceled', endedAt: at });
}

export async function reviveGiftMembership(manager: EntityManager, giftId: string): Promise<void> {
  await manager.update(Membership, { giftId }, { status: 'active', endedAt: null });
}
