import fc from 'fast-check';
import { memberUntil } from '../../../src/members/access.js';
import type { Membership } from '../../../src/members/membership.js';
import { movedUp } from '../../../src/members/waiting-gifts.js';
import { buildMembership } from '../../factories/membership.js';

const utc = (text: string): Date => new Date(`${text}T00:00:00Z`);
const now = utc('2026-11-15');

function plan(from: string, to: string, ended: string | null = null): Membership {
  return buildMembership({
    id: 'plan',
    startsAt: utc(from),
    endsAt: utc(to),
    status: ended ? 'canceled' : 'active',
    endedAt: ended ? utc(ended) : null,
  });
}

function gift(id: string, from: string, to: string): Membership {
  return buildMembership({ id, source: 'gift', startsAt: utc(from), endsAt: utc(to) });
}

describe('a gift that waits', () => {
  it.each<[string, Membership[], object[]]>([
    [
      'behind a plan that runs stays',
      [plan('2026-11-01', '2026-12-01'), gift('g', '2026-12-01', '2027-03-01')],
      [],
    ],
    [
      'behind a plan that was ended begins now',
      [plan('2026-11-01', '2026-12-01', '2026-11-15'), gift('g', '2026-12-01', '2027-03-01')],
      [{ id: 'g', startsAt: now, endsAt: utc('2027-02-13') }],
    ],
    [
      'behind an ended plan waits for another that runs',
      [
        plan('2026-11-01', '2026-12-01'),
        plan('2026-11-01', '2026-12-10', '2026-11-15'),
        gift('g', '2026-12-10', '2026-12-20'),
      ],
      [{ id: 'g', startsAt: utc('2026-12-01'), endsAt: utc('2026-12-11') }],
    ],
    [
      'and another behind it both move, in their order',
      [gift('b', '2026-12-20', '2026-12-30'), gift('a', '2026-12-10', '2026-12-20')],
      [
        { id: 'a', startsAt: now, endsAt: utc('2026-11-25') },
        { id: 'b', startsAt: utc('2026-11-25'), endsAt: utc('2026-12-05') },
      ],
    ],
    ['is left alone once it has begun', [gift('g', '2026-11-10', '2026-12-10')], []],
  ])('%s', (_what, memberships, expected) => {
    expect(movedUp(memberships, now)).toEqual(expected);
  });

  it('never overlaps, never leaves a gap, and keeps its length', () => {
    const days = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 90 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(days, (spans) => {
        const day = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
        let free = 0;
        const gifts = spans.map(([gap, length], index) => {
          const startsAt = day(free + gap);
          free += gap + length;
          return buildMembership({ id: String(index), source: 'gift', startsAt, endsAt: day(free) });
        });
        const shifts = new Map(movedUp(gifts, now).map((shift) => [shift.id, shift]));
        const after = gifts.map((each) => ({ ...each, ...shifts.get(each.id) }));
        const total = spans.reduce((sum, [, length]) => sum + length, 0);
        expect(memberUntil(after, now)).toEqual(day(total));
      }),
    );
  });
});
