import pg from 'pg';
import { Stripe } from 'stripe';
import { post, secret, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

let count = 0;
function anEvent(changes: object = {}): { id: string; type: string } & Record<string, unknown> {
  count += 1;
  return {
    id: `evt_made_${count}`,
    object: 'event',
    type: 'checkout.session.expired',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: { object: { id: `cs_made_${count}`, object: 'checkout.session', payment_status: 'unpaid' } },
    ...changes,
  };
}

const stored = (id: string) => world.query('select id from stripe_events where id = $1', [id]);

describe('POST /webhooks/stripe', () => {
  it('answers 200 once the event is stored', async () => {
    const event = anEvent();
    expect((await world.deliver(event)).status).toBe(200);
    expect(await stored(event.id)).toHaveLength(1);
  });

  it.each([
    ['without a signature', {}],
    ['signed by somebody else', { 'stripe-signature': 't=1,v1=00' }],
  ])('answers 400 to an event %s', async (_why, headers) => {
    const event = anEvent();
    const answer = await fetch(`${world.url}/webhooks/stripe`, {
      method: 'POST',
      body: JSON.stringify(event),
      headers: { 'content-type': 'application/json', ...headers },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'invalid_delivery' } });
    expect(await stored(event.id)).toEqual([]);
  });

  it.each([
    ['not JSON', '{"id": '],
    ['a list', '[]'],
    ['no event', '{"hello": "world"}'],
    ['null', 'null'],
    ['of an unreadable time', '{"id":"evt_x","object":"event","type":"a.b","created":"soon"}'],
  ])('answers 400 to a signed body that is %s', async (_why, body) => {
    expect((await post(world.url, body)).status).toBe(400);
  });

  it('answers 400 to no body at all', async () => {
    expect((await fetch(`${world.url}/webhooks/stripe`, { method: 'POST' })).status).toBe(400);
  });

  it('verifies the bytes as they came, whatever their type is said to be', async () => {
    const event = anEvent();
    const body = `  ${JSON.stringify(event, null, 3)}\n`;
    expect((await post(world.url, body, { 'content-type': 'text/plain' })).status).toBe(200);
    expect(await stored(event.id)).toHaveLength(1);
  });

  it('answers 413 past a megabyte, and takes what is just below', async () => {
    const filled = (size: number) =>
      anEvent({ data: { object: { id: 'cs_big', filling: 'x'.repeat(size) } } });
    expect((await world.deliver(filled(1024 * 1024))).status).toBe(413);
    expect((await world.deliver(filled(900 * 1024))).status).toBe(200);
  });

  it.each([
    ['the wrong mode', { livemode: true }, 'sent in live mode'],
    ['a thin event', { object: 'v2.core.event' }, 'a thin event'],
    ['a type that nothing depends on', { type: 'product.created' }, 'of a type that nothing here depends on'],
  ])('stores and ignores %s', async (_why, changes, note) => {
    const event = anEvent(changes);
    expect((await world.deliver(event)).status).toBe(200);
    expect(await world.eventRow(event.id)).toMatchObject({
      state: 'ignored',
      note: expect.stringContaining(note),
    });
  });

  it('keeps what PostgreSQL would not take: U+0000 and half a character', async () => {
    const event = anEvent({ data: { object: { id: 'cs_odd', name: 'A\u0000nn \ud800' } } });
    expect((await world.deliver(event)).status).toBe(200);
    const [row] = await world.query<{ name: string }>(
      "select payload->'data'->'object'->>'name' as name from stripe_events where id = $1",
      [event.id],
    );
    expect(row?.name).toBe('Ann \ufffd');
  });

  it('stores what cannot be stored as such without its payload, and its neighbours as usual', async () => {
    const bad = anEvent();
    const huge = JSON.stringify({ ...bad, much: 'HERE' }).replace('"HERE"', '1e999999');
    const good = anEvent();
    const answers = await Promise.all([post(world.url, huge), world.deliver(good)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await world.eventRow(bad.id)).toMatchObject({ state: 'parked' });
    expect(await stored(good.id)).toHaveLength(1);
  });

  it('takes 50 of the same event at once as one, with one effect', async () => {
    const purchase = await world.buy();
    const [completed] = await world.events('checkout.session.completed');
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.deliver(completed ?? {})));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    await world.quiet();
    expect(await stored(completed?.id ?? '')).toHaveLength(1);
    expect(await world.told(purchase)).toHaveLength(1);
  });

  it('answers 503 while the database is away, and takes the event when it is back', async () => {
    const event = anEvent();
    await admin(`alter database ${name()} allow_connections false`);
    await admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name()}'`);
    const away = await world.deliver(event);
    await admin(`alter database ${name()} allow_connections true`);
    expect(away.status).toBe(503);
    expect((await world.deliver(event)).status).toBe(200);
    expect(await stored(event.id)).toHaveLength(1);
  });

  it('signs with the secret of the test', () => {
    // Guards the tests above against passing because everything is refused.
    expect(Stripe.webhooks.generateTestHeaderString({ payload: '', secret })).toContain('v1=');
  });
});

const name = () => world.database.url.split('/').at(-1) ?? '';

async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_SERVER });
  await client.connect();
  await client.query(statement);
  await client.end();
}
