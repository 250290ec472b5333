import fc from 'fast-check';
import { newId } from '../../../src/common/ids.js';
import { hasAccess } from '../../../src/members/access.js';
import { Membership, type MembershipStatus } from '../../../src/members/membership.js';
import { startTestService, type TestService } from '../../support/service.js';

let product: TestService;

beforeAll(async () => {
  product = await startTestService();
}, 60_000);

afterAll(() => product.close());

const statuses: MembershipStatus[] = [
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
];
const day = 86_400_000;
const start = Date.parse('2026-11-01T00:00:00Z');
/** Few days, so that instants often fall together: the edges are what two rules could disagree about. */
const instant = fc.integer({ min: 0, max: 8 }).map((days) => new Date(start + days * day));
const maybe = fc.option(instant, { nil: null });

const spans = fc.array(
  fc.record({
    status: fc.constantFrom(...statuses),
    startsAt: instant,
    length: fc.integer({ min: 0, max: 5 }),
    graceUntil: maybe,
    frozenAt: fc.option(instant, { nil: null, freq: 1 }),
    endedAt: maybe,
    at: instant,
  }),
  { minLength: 200, maxLength: 200 },
);

describe('access', () => {
  it('is the same in the database as in the code', async () => {
    const { manager } = product.dataSource;
    const memberId = newId();
    await product.dataSource.query(
      `insert into members (id, email, normalised_email, livemode, created_at) values ($1, 'a@example.test', 'a@example.test', false, now())`,
      [memberId],
    );
    const base = { memberId, source: 'complimentary' as const, tier: 'supporter', livemode: false };
    await fc.assert(
      fc.asyncProperty(spans, async (given) => {
        const rows = given.map(({ length, at, ...span }) => {
          const endsAt = new Date(span.startsAt.getTime() + length * day);
          return { at, membership: { ...base, ...span, id: newId(), endsAt, createdAt: at } };
        });
        await manager.delete(Membership, { memberId });
        await manager.insert(
          Membership,
          rows.map(({ membership }) => membership),
        );
        const answers: { id: string; access: boolean }[] = await product.dataSource.query(
          `select m.id, has_access(m, asked.at) as access
           from unnest($1::uuid[], $2::timestamptz[]) as asked (id, at) join memberships m on m.id = asked.id`,
          [rows.map(({ membership }) => membership.id), rows.map(({ at }) => at)],
        );
        const inDatabase = new Map(answers.map(({ id, access }) => [id, access]));
        for (const { at, membership } of rows)
          expect([membership, at, inDatabase.get(membership.id)]).toEqual([
            membership,
            at,
            hasAccess(membership as Membership, at),
          ]);
      }),
      { numRuns: 10 },
    );
  });
});
