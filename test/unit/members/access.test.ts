import { hasAccess, memberUntil } from '../../../src/members/access.js';
import type { MembershipStatus } from '../../../src/members/membership.js';
import { buildMembership } from '../../factories/membership.js';

const utc = (text: string): Date => new Date(`${text}T00:00:00Z`);
const now = utc('2026-11-15');

function span(from: string, to: string, status: MembershipStatus = 'active', ended: string | null = null) {
  const endedAt = ended === null ? null : utc(ended);
  return buildMembership({ status, startsAt: utc(from), endsAt: utc(to), endedAt });
}

describe('access', () => {
  it.each<[MembershipStatus, boolean]>([
    ['active', true],
    ['trialing', true],
    ['past_due', true],
    ['unpaid', false],
    ['paused', false],
    ['canceled', false],
    ['incomplete', false],
    ['incomplete_expired', false],
  ])('while %s: %p', (status, access) => {
    expect(hasAccess(span('2026-11-01', '2026-12-01', status), now)).toBe(access);
  });

  it.each([
    ['from its first instant', '2026-11-15', '2026-12-15', null, true],
    ['until its last', '2026-10-15', '2026-11-15', null, false],
    ['not before it begins', '2026-11-16', '2026-12-16', null, false],
    ['not once it was ended', '2026-11-01', '2026-12-01', '2026-11-15', false],
    ['until it will have ended', '2026-11-01', '2026-12-01', '2026-11-16', true],
  ])('is there %s', (_when, from, to, ended, access) => {
    expect(hasAccess(span(from, to, 'active', ended), now)).toBe(access);
  });
});

describe('access in trouble', () => {
  it.each([
    ['goes on while a failed charge is waited for', { graceUntil: utc('2026-11-20') }, true],
    ['ends with that', { graceUntil: utc('2026-11-15') }, false],
    [
      'never ends before what is paid for',
      { endsAt: utc('2026-11-16'), graceUntil: utc('2026-11-10') },
      true,
    ],
    [
      'stops while the money is in dispute',
      { graceUntil: utc('2026-11-20'), frozenAt: utc('2026-11-14') },
      false,
    ],
  ])('%s', (_what, given, access) => {
    const membership = buildMembership({ status: 'past_due', endsAt: utc('2026-11-10'), ...given });
    expect(hasAccess(membership, now)).toBe(access);
    expect(memberUntil([membership], now) !== null).toBe(access);
  });
});

describe('member until', () => {
  it('follows spans that touch, in any order', () => {
    const spans = [span('2026-12-01', '2027-03-01'), span('2026-11-01', '2026-12-01')];
    expect(memberUntil(spans, now)).toEqual(utc('2027-03-01'));
  });

  it('stops at a gap', () => {
    expect(memberUntil([span('2026-11-01', '2026-12-01'), span('2026-12-02', '2027-03-01')], now)).toEqual(
      utc('2026-12-01'),
    );
  });

  it('is nothing for who is no member now, whatever comes', () => {
    expect(memberUntil([span('2026-12-01', '2027-03-01')], now)).toBeNull();
    expect(memberUntil([span('2026-11-01', '2026-12-01', 'canceled')], now)).toBeNull();
  });
});
