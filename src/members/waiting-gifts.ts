import type { EntityManager } from 'typeorm';
import { memberUntil } from './access.js';
import { Membership } from './membership.js';

export interface Shift {
  id: string;
  startsAt: Date;
  endsAt: Date;
}

type Span = Pick<
  Membership,
  'id' | 'source' | 'status' | 'startsAt' | 'endsAt' | 'endedAt' | 'graceUntil' | 'frozenAt'
>;

/**
 * Given time that has not begun, moved up behind what is left of its member's time: whatever stood before it may have ended
 * early. Only what moves is returned, each as long as it was.
 */
export function movedUp(memberships: Span[], now: Date): Shift[] {
  const waits = ({ source, endedAt, startsAt }: Span): boolean =>
    source === 'gift' && endedAt === null && startsAt > now;
  const settled = memberships.filter((membership) => !waits(membership));
  const waiting = memberships.filter(waits).sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const shifts: Shift[] = [];
  for (const gift of waiting) {
    const shift = behind(gift, memberUntil(settled, now) ?? now);
    if (shift) shifts.push(shift);
    settled.push({ ...gift, ...shift });
  }
  return shifts;
}

function behind({ id, startsAt, endsAt }: Span, until: Date): Shift | null {
  if (until >= startsAt) return null;
  const length = endsAt.getTime() - startsAt.getTime();
  return { id, startsAt: until, endsAt: new Date(until.getTime() + length) };
}

/** After something of this member's ended early. The member is locked. */
export async function moveUpWaitingGifts(manager: EntityManager, memberId: string, now: Date): Promise<void> {
  const memberships = await manager.findBy(Membership, { memberId });
  for (const { id, startsAt, endsAt } of movedUp(memberships, now)) {
    await manager.update(Membership, id, { startsAt, endsAt });
    await manager.query(
      'update memberships set charge_to = ends_at where id = $1 and charge_to is not null',
      [id],
    );
  }
}
