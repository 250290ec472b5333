import fc from 'fast-check';
import { hasAccess, memberUntil } from '../../../src/members/access.js';
import type { Membership } from '../../../src/members/membership.js';
import { movedUp } from '../../../src/members/waiting-gifts.js';
import { anyMembership, instants } from '../../support/any-membership.js';

const several = fc.uniqueArray(anyMembership, { maxLength: 7, selector: ({ id }) => id });

function moved(memberships: Membership[], now: Date): Membership[] {
  const shifts = new Map(movedUp(memberships, now).map((shift) => [shift.id, shift]));
  return memberships.map((membership) => Object.assign({ ...membership }, shifts.get(membership.id)));
}

describe('time that was given and has not begun', () => {
  it('moves earlier or not at all, never to before now, and keeps its length', () => {
    fc.assert(
      fc.property(several, instants, (memberships, now) => {
        for (const { id, startsAt, endsAt } of movedUp(memberships, now)) {
          const before = memberships.find((membership) => membership.id === id);
          expect(before?.source).toBe('gift');
          expect(before && before.startsAt > now).toBe(true);
          expect(+startsAt).toBeLessThan(+(before?.startsAt ?? 0));
          expect(+startsAt).toBeGreaterThanOrEqual(+now);
          expect(+endsAt - +startsAt).toBe(+(before?.endsAt ?? 0) - +(before?.startsAt ?? 0));
        }
      }),
    );
  });

  it('has nothing left to move when it has moved', () => {
    fc.assert(
      fc.property(several, instants, (memberships, now) => {
        expect(movedUp(moved(memberships, now), now)).toEqual([]);
      }),
    );
  });

  it('makes a member of nobody who is none, unless a gift begins now; and takes no day away', () => {
    fc.assert(
      fc.property(several, instants, (memberships, now) => {
        const [before, after] = [memberUntil(memberships, now), memberUntil(moved(memberships, now), now)];
        expect(+(after ?? 0)).toBeGreaterThanOrEqual(+(before ?? 0));
      }),
    );
  });

  it('never lies over time that its member has already: no day is spent twice', () => {
    fc.assert(
      fc.property(several, instants, (memberships, now) => {
        const after = moved(memberships, now);
        for (const { id, startsAt } of movedUp(memberships, now)) {
          // Those behind it begin at its end or later.
          const others = after.filter((other) => other.id !== id && !(other.startsAt >= startsAt));
          const during = others.filter((other) => hasAccess(other, startsAt));
          expect(during).toEqual([]);
        }
      }),
    );
  });
});
