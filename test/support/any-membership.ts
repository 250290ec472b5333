import fc from 'fast-check';
import type { Membership, MembershipStatus } from '../../src/members/membership.js';
import { buildMembership } from '../factories/membership.js';

const DAY = 86_400_000;
const FIRST = Date.parse('2026-11-01T00:00:00Z');
const LAST_DAY = 120;

export const instantAt = (day: number): Date => new Date(FIRST + day * DAY);

/** Whole days within four months: close together, so that ends and beginnings meet often. */
export const instants = fc.integer({ min: 0, max: LAST_DAY }).map(instantAt);

const statuses = fc.constantFrom<MembershipStatus[]>(
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
);
const maybe = fc.option(instants, { freq: 3 });

/** One of every kind and state that the table can hold, sensible or not. */
export const anyMembership: fc.Arbitrary<Membership> = fc
  .record({
    id: fc.uuid(),
    source: fc.constantFrom('plan' as const, 'gift' as const),
    status: fc.oneof({ weight: 3, arbitrary: fc.constant('active' as const) }, statuses),
    span: fc.tuple(instants, instants),
    endedAt: maybe,
    graceUntil: maybe,
    frozenAt: fc.option(instants, { freq: 1, nil: null }),
    isFrozen: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ span: [a, b], isFrozen, frozenAt, ...given }) =>
    buildMembership({
      ...given,
      startsAt: a <= b ? a : b,
      endsAt: a <= b ? b : a,
      frozenAt: isFrozen === 0 ? frozenAt : null,
    }),
  );
