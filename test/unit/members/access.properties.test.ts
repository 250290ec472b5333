import fc from 'fast-check';
import { hasAccess, memberUntil } from '../../../src/members/access.js';
import { anyMembership, instantAt, instants } from '../../support/any-membership.js';

const several = fc.array(anyMembership, { maxLength: 6 });

/** Every instant at which something could change, and the one before it. */
const moments = Array.from({ length: 121 }, (_, day) => [
  instantAt(day),
  new Date(+instantAt(day) - 1),
]).flat();

describe('access by one membership', () => {
  it('is one span of time without a hole', () => {
    fc.assert(
      fc.property(anyMembership, (membership) => {
        const there = moments.toSorted((a, b) => +a - +b).map((now) => hasAccess(membership, now));
        const changes = there.filter((access, index) => access !== (there[index - 1] ?? false));
        expect(changes.length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('never grows by an earlier end, by a dispute, or by losing the time of grace', () => {
    fc.assert(
      fc.property(anyMembership, instants, (membership, instant) => {
        const endedAt = membership.endedAt && membership.endedAt < instant ? membership.endedAt : instant;
        const lesser = [
          { ...membership, endedAt },
          { ...membership, frozenAt: instant },
          { ...membership, graceUntil: null },
        ];
        const gained = moments.filter(
          (now) => !hasAccess(membership, now) && lesser.some((less) => hasAccess(less, now)),
        );
        expect(gained).toEqual([]);
      }),
    );
  });

  it('is never there before it begins, nor at its end or after it', () => {
    fc.assert(
      fc.property(anyMembership, instants, (membership, now) => {
        const { startsAt, endsAt, endedAt, graceUntil } = membership;
        const last = Math.max(+endsAt, +(graceUntil ?? 0));
        fc.pre(now < startsAt || +now >= last || (endedAt !== null && now >= endedAt));
        expect(hasAccess(membership, now)).toBe(false);
      }),
    );
  });
});

describe('the time until which somebody is a member', () => {
  it('is there exactly for who has access now', () => {
    fc.assert(
      fc.property(several, instants, (memberships, now) => {
        const member = memberships.some((membership) => hasAccess(membership, now));
        expect(memberUntil(memberships, now) !== null).toBe(member);
      }),
    );
  });

  it('is the first instant from now on without access', () => {
    fc.assert(
      fc.property(several, instants, (memberships, now) => {
        const until = memberUntil(memberships, now);
        fc.pre(until !== null);
        const isMember = (at: Date): boolean => memberships.some((membership) => hasAccess(membership, at));
        expect(moments.filter((at) => at >= now && at < until).every(isMember)).toBe(true);
        expect(isMember(until)).toBe(false);
      }),
    );
  });

  it('does not depend on their order, and never gets shorter by one more', () => {
    fc.assert(
      fc.property(several, anyMembership, instants, (memberships, more, now) => {
        const until = memberUntil(memberships, now);
        expect(memberUntil(memberships.toReversed(), now)).toEqual(until);
        expect(+(memberUntil([...memberships, more], now) ?? 0)).toBeGreaterThanOrEqual(+(until ?? 0));
      }),
    );
  });
});
