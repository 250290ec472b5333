import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { hasAccess } from '../../../src/members/access.js';
import { anyMembership, instants } from '../../support/any-membership.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const cases = fc.array(fc.record({ membership: anyMembership, now: instants }), {
  minLength: 200,
  maxLength: 200,
});

it('the database answers who has access as the rule does', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (asked) => {
      const rows = asked.map(({ membership: { status, startsAt, endsAt, ...rest }, now }) => ({
        status,
        starts_at: startsAt,
        ends_at: endsAt,
        ended_at: rest.endedAt,
        grace_until: rest.graceUntil,
        frozen_at: rest.frozenAt,
        now,
      }));
      const answers: { access: boolean }[] = await dataSource.query(
        `select has_access(jsonb_populate_record(null::memberships, row), (row->>'now')::timestamptz) as access
         from jsonb_array_elements($1) with ordinality as asked (row, place) order by place`,
        [JSON.stringify(rows)],
      );
      expect(answers.map(({ access }) => access)).toEqual(
        asked.map(({ membership, now }) => hasAccess(membership, now)),
      );
    }),
    { numRuns: 20 },
  );
});
