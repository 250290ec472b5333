import { InboxPruning } from '../../../src/payments/inbox/pruning.js';
import { startWorld, type World } from '../payments/world.js';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

const keep = (id: string, state: string, days: number) =>
  world.query(
    `insert into stripe_events (id, type, livemode, created, payload, state, handled_at)
     values ($1, 'refund.created', false, now(), '{"name": "Ann"}', $2, now() - make_interval(days => $3))`,
    [id, state, days],
  );

it('erases what was in events that were handled long ago, and keeps their rows', async () => {
  await keep('evt_old', 'applied', 91);
  await keep('evt_foreign', 'foreign', 91);
  await keep('evt_parked', 'parked', 91);
  await keep('evt_new', 'applied', 89);
  await world.query(
    `insert into stripe_events (id, type, livemode, created, payload, state, handled_at)
     select 'evt_many_' || n, 'x', false, now(), '{}', 'ignored', now() - interval '1 year' from generate_series(1, 2500) n`,
  );
  expect(await world.app.get(InboxPruning).run()).toBe(2502);
  const left = await world.query<{ id: string }>(
    'select id from stripe_events where payload is not null order by id',
  );
  expect(left.map(({ id }) => id)).toEqual(['evt_new', 'evt_parked']);
  expect(await world.query('select from stripe_events')).toHaveLength(2504);
  expect(await world.app.get(InboxPruning).run()).toBe(0);
});
