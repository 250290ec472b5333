import { CatchUp } from '../../../src/payments/catch-up/catch-up.service.js';
import { neededTypes, listedParts } from '../../../src/payments/stripe/event-types.js';
import { PaymentsUnavailable } from '../../../src/payments/payments-unavailable.js';
import { startService, startWorld, type World } from '../payments/world.js';
import { payPages } from './paid-pages.js';

const DAY = 86_400_000;
let world: World;
beforeEach(async () => (world = await startWorld()));
afterEach(() => world.close());

const buy = (count: number) =>
  payPages({ ...world, stripeUrl: world.standin.url }, count, {
    purpose: 'test',
    interval: 'once',
    details: {},
  });
const catchUp = () => world.app.get(CatchUp);
const told = async () => (await world.query('select from told where kind = $1', ['paid'])).length;
const cursors = async () =>
  (await world.query<{ cursor: string }>('select cursor from catch_up_positions')).flatMap(
    ({ cursor }) => cursor ?? [],
  );
const lose = () =>
  world.query(`delete from stripe_events where type = 'checkout.session.completed' returning id`);
const setSeenUntil = (until: Date) => world.query('update catch_up_positions set seen_until = $1', [until]);

describe('the position', () => {
  it('is kept after each page: another process goes on in the middle', async () => {
    await buy(250);
    const begun = await catchUp().run({ mostPages: 1 });
    expect(begun).toMatchObject({ pages: 1, unfinished: true });
    expect(await cursors()).toHaveLength(1);
    await catchUp().stop();

    const next = await startService(world.database.url, world.standin.url, world.standin.secretKey);
    try {
      const rest = await next.app.get(CatchUp).run();
      expect(rest.unfinished).toBe(false);
      expect(rest.added).toBe(rest.events);
      expect(begun.events + rest.events).toBe(250);
      await world.quiet();
      expect(await told()).toBe(250);
      expect(await cursors()).toEqual([]);
    } finally {
      await next.app.close();
    }
  });

  it('goes on where Stripe forgot the event of the cursor', async () => {
    await buy(120);
    await catchUp().run({ mostPages: 1 });
    await world.query(`update catch_up_positions set cursor = 'evt_of_last_month' where cursor is not null`);
    const rest = await catchUp().run();
    expect(rest.unfinished).toBe(false);
    await world.quiet();
    expect(await told()).toBe(120);
  });

  it('overlaps: an event that was listed late is not missed', async () => {
    await buy(1);
    await catchUp().run();
    await setSeenUntil(new Date());
    await world.quiet();
    await lose();
    expect(await catchUp().run()).toMatchObject({ added: 1 });
    await world.quiet();
    expect(await told()).toBe(1);
  });

  it('asks no further back, unless it is told to', async () => {
    await buy(1);
    await catchUp().run();
    await world.quiet();
    await lose();
    await setSeenUntil(new Date(Date.now() + DAY));
    expect(await catchUp().run()).toMatchObject({ added: 0 });
    expect(await catchUp().run({ since: new Date(Date.now() - DAY) })).toMatchObject({ added: 1, gap: null });
    // What was asked for on purpose does not set back what was seen.
    const [row] = await world.query<{ least: Date }>('select min(seen_until) least from catch_up_positions');
    expect(row?.least.getTime()).toBeGreaterThan(Date.now() + DAY / 2);
  });

  it('says which time can no longer be listed after more than 30 days', async () => {
    await catchUp().run();
    const left = new Date(Date.now() - 40 * DAY);
    await setSeenUntil(left);
    await buy(3);
    const { gap, added } = await catchUp().run();
    expect(added).toBe(3);
    expect(gap?.from.getTime()).toBeLessThanOrEqual(left.getTime());
    expect(Date.now() - Number(gap?.to)).toBeLessThan(30.1 * DAY);
    // Quiet times are no gap: what was asked for without an answer is seen too.
    expect(await catchUp().run()).toMatchObject({ gap: null, added: 0 });
  });
});

describe('two processes that catch up at once', () => {
  it('have one effect', async () => {
    await buy(150);
    const next = await startService(world.database.url, world.standin.url, world.standin.secretKey);
    try {
      await Promise.all([catchUp().run(), next.app.get(CatchUp).run()]);
      await world.quiet();
      expect(await told()).toBe(150);
    } finally {
      await next.app.close();
    }
  });
});

describe('while Stripe is away', () => {
  it('says so, and goes on when it is back', async () => {
    const nobody = await startService(world.database.url, 'http://127.0.0.1:9', world.standin.secretKey);
    try {
      await buy(2);
      await expect(nobody.app.get(CatchUp).run()).rejects.toThrow(PaymentsUnavailable);
    } finally {
      await nobody.app.close();
    }
    expect(await catchUp().run()).toMatchObject({ added: 2 });
  });
});

describe('the types that are asked for', () => {
  it('are all that is needed, at most 20 in a question', () => {
    expect(Object.values(listedParts).flat().sort()).toEqual(neededTypes.toSorted());
    for (const types of Object.values(listedParts)) expect(types.length).toBeLessThanOrEqual(20);
  });
});
