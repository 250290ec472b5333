import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { DataSource } from 'typeorm';
import { SystemClock } from '../../../src/common/clock.js';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { neededTypes } from '../../../src/payments/stripe/event-types.js';
import { seed } from '../../../src/seed/sample-newsroom.js';
import { startStripeStandin, type StripeStandin } from '../../../src/standins/stripe/server.js';
import { eventually } from '../../support/eventually.js';
import { OwnDatabase } from '../../support/own-database.js';
import { Pouring } from '../../support/pouring.js';
import { ServiceProcess } from '../../support/service-process.js';
import { makeSurge } from '../../support/surge.js';
import { payPages } from '../catch-up/paid-pages.js';

const EVENTS = 10_000;
const SUBSCRIPTIONS = 120;
const RENEWALS = 40;
const REFUNDS = 40;
const DONATIONS = 1000;
/** Of two gifts each. */
const GIFTS = 200;
/** Of the service's two processes in turn, and of PostgreSQL after every fourth of them. */
const KILLS = 20;
const DATABASE_KILLS = KILLS / 4;
const secret = 'whsec_of_the_test';

let database: OwnDatabase;
let standin: StripeStandin;
let services: ServiceProcess[];
let dataDir: string;
let running: Pouring | undefined;

beforeAll(async () => {
  database = await OwnDatabase.start();
  standin = await startStripeStandin({ port: 0 });
  dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-test-'));
  await seed(database.directUrl, new SystemClock());
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    STRIPE_SECRET_KEY: standin.secretKey,
    STRIPE_API_BASE: standin.url,
    STRIPE_REQUESTS_PER_SECOND: '1000',
    STRIPE_WEBHOOK_SECRET: secret,
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    // What is acknowledged must be there without Stripe's list.
    CATCH_UP: 'off',
    LOG_LEVEL: 'error',
  };
  services = [await ServiceProcess.prepare(env), await ServiceProcess.prepare(env)];
}, 60_000);

afterAll(async () => {
  running?.stop();
  await Promise.all(services.map((service) => service.kill()));
  await standin.close();
  await database.remove();
  await rm(dataDir, { recursive: true, force: true });
});

/** Past the service, on the database as it is now. */
async function query<T>(sql: string): Promise<T[]> {
  const dataSource = await new DataSource(dataSourceOptions(database.directUrl)).initialize();
  try {
    return await dataSource.query(sql);
  } finally {
    await dataSource.destroy();
  }
}

/** What Stripe has to say of memberships that were begun, renewed and refunded there. */
async function billing(dataSource: DataSource): Promise<string[]> {
  const stripe = new Stripe(standin.secretKey, { host: '127.0.0.1', port: standin.port, protocol: 'http' });
  await payPages({ dataSource, stripe, stripeUrl: standin.url }, SUBSCRIPTIONS, {
    purpose: 'membership',
    interval: 'month',
    details: { plan: 'supporter-month' },
    campaign: 'birthday',
  });
  const subscriptions = await stripe.subscriptions.list({ limit: 100 });
  for (const { id } of subscriptions.data.slice(0, RENEWALS))
    await fetch(`${standin.url}/_standin/subscriptions/${id}/renew`, { method: 'POST' });
  const intents = await stripe.paymentIntents.list({ limit: 100 });
  for (const { id } of intents.data.slice(-REFUNDS)) await stripe.refunds.create({ payment_intent: id });
  const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: EVENTS });
  // A customer's own events are of nobody that we know while their page has not been heard of.
  const isOfPayment = ({ type }: Stripe.Event) =>
    neededTypes.includes(type) && !type.startsWith('customer.updated');
  return events.filter(isOfPayment).map((event) => JSON.stringify(event));
}

/** One after the other while events pour in, each as soon as the next part of them was acknowledged. */
async function kill(pouring: Pouring): Promise<{ kills: number; databaseKills: number }> {
  const part = EVENTS / (KILLS + DATABASE_KILLS + 1);
  const done = { kills: 0, databaseKills: 0 };
  const up = services.map(() => Promise.resolve());
  for (let count = 1; count <= KILLS + DATABASE_KILLS; count += 1) {
    // Ahead of the kill by a little, so that it comes in the middle and yet none of them is too late.
    pouring.limit = count * part + 150;
    await eventually(
      async () => pouring.acknowledged.size,
      (taken) => taken >= count * part,
      { within: 120_000, every: 2 },
    );
    if (count % 5 === 0) {
      done.databaseKills += 1;
      await database.kill();
      await database.startAgain();
    } else {
      const turn = done.kills++ % services.length;
      await up[turn];
      await services[turn]?.kill();
      up[turn] = services[turn]?.start() ?? Promise.resolve();
    }
  }
  pouring.limit = Number.POSITIVE_INFINITY;
  await Promise.all(up);
  return done;
}

it(`killed ${KILLS} times, and its database ${DATABASE_KILLS} times, while ${EVENTS} events pour in: all are applied, each once`, async () => {
  const dataSource = await new DataSource(dataSourceOptions(database.directUrl)).initialize();
  const told = await billing(dataSource);
  const memberships = EVENTS - told.length - DONATIONS - GIFTS;
  const pages = await makeSurge(dataSource, { memberships, donations: DONATIONS, gifts: GIFTS });
  await dataSource.destroy();
  await Promise.all(services.map((service) => service.start()));

  const pouring = new Pouring(
    services.map(({ url }) => url),
    secret,
    [...told, ...pages],
  );
  running = pouring;
  const [kills] = await Promise.all([kill(pouring), pouring.pour()]);
  expect(kills).toEqual({ kills: KILLS, databaseKills: DATABASE_KILLS });
  expect(services.map(({ collapses }) => collapses)).toEqual([0, 0]);

  const stored = await query<{ id: string }>('select id from stripe_events');
  expect(new Set(stored.map(({ id }) => id))).toEqual(pouring.acknowledged);
  expect(stored).toHaveLength(EVENTS);

  const states = await eventually(
    () => query<{ state: string }>('select state, count(*) as count from stripe_events group by state'),
    (rows) => rows.every(({ state }) => state === 'applied'),
    { within: 120_000, every: 500 },
  );
  expect(states).toEqual([{ state: 'applied', count: EVENTS }]);
  const members = memberships + SUBSCRIPTIONS;
  const people = members + 2 * GIFTS - REFUNDS;
  const [counts] = await query(`select
    (select count(*) from purchases where status = 'paid') as paid,
    (select count(*) from purchases where status = 'refunded') as refunded,
    (select count(*) from payments) as payments,
    (select count(*) from members) as members,
    (select count(*) from memberships) as memberships,
    (select count(*) from gifts) as gifts,
    (select count(*) from donations) as donations,
    (select sum(delta)::int from ledger_entries) as ledger,
    (select sum(delta)::int from campaign_tallies) as tally,
    (select sum(amount)::bigint from ledger_entries) as money,
    (select sum(amount)::bigint from campaign_tallies) as money_tally,
    (select count(*) from mails where template = 'membership-welcome') as welcomes,
    (select count(*) from mails where template = 'gift-receipt') as gift_receipts,
    (select count(*) from mails where template = 'donation-receipt') as donation_receipts`);
  const money = 1000 * (memberships + DONATIONS + GIFTS) + 500 * (SUBSCRIPTIONS - REFUNDS);
  expect(counts).toEqual({
    paid: memberships + DONATIONS + GIFTS + SUBSCRIPTIONS - REFUNDS,
    refunded: REFUNDS,
    payments: memberships + DONATIONS + GIFTS + SUBSCRIPTIONS + RENEWALS,
    members,
    memberships: members,
    gifts: 2 * GIFTS,
    donations: DONATIONS,
    ledger: people,
    tally: people,
    money,
    money_tally: money,
    welcomes: members,
    gift_receipts: GIFTS,
    donation_receipts: DONATIONS,
  });
}, 400_000);
