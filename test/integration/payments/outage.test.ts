import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { SystemClock } from '../../../src/common/clock.js';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { seed } from '../../../src/seed/sample-newsroom.js';
import { deliver } from '../../support/deliver.js';
import { eventually } from '../../support/eventually.js';
import { OwnDatabase } from '../../support/own-database.js';
import { Pouring } from '../../support/pouring.js';
import { ServiceProcess } from '../../support/service-process.js';
import { makeSurge } from '../../support/surge.js';

/** `OUTAGE_SECONDS=60` tries the minute that an operator would fear; the test run has less patience. */
const SECONDS = Number(process.env.OUTAGE_SECONDS ?? 10);
const MEMBERSHIPS = 3000;
const secret = 'whsec_of_the_test';

let database: OwnDatabase;
let service: ServiceProcess;
let dataDir: string;
let running: Pouring | undefined;

beforeEach(async () => {
  database = await OwnDatabase.start();
  dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-test-'));
  await seed(database.directUrl, new SystemClock());
  service = await ServiceProcess.prepare({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    STRIPE_SECRET_KEY: 'sk_test_nobody',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: secret,
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    CATCH_UP: 'off',
    LOG_LEVEL: 'error',
  });
  await service.start();
}, 60_000);

afterEach(async () => {
  running?.stop();
  await service.kill();
  await database.remove();
  await rm(dataDir, { recursive: true, force: true });
});

async function query<T>(sql: string): Promise<T[]> {
  const dataSource = await new DataSource(dataSourceOptions(database.directUrl)).initialize();
  try {
    return await dataSource.query(sql);
  } finally {
    await dataSource.destroy();
  }
}

async function pages(count: number): Promise<string[]> {
  const dataSource = await new DataSource(dataSourceOptions(database.directUrl)).initialize();
  const bodies = await makeSurge(dataSource, { memberships: count, donations: 0, gifts: 0 });
  await dataSource.destroy();
  return bodies;
}

const timed = async (ask: () => Promise<Response>): Promise<{ answer: Response; ms: number }> => {
  const began = performance.now();
  const answer = await ask();
  return { answer, ms: performance.now() - began };
};

/** What an operator, a load balancer and Stripe see while the database is away; and what it costs. */
async function watch(spare: string, patienceMs: number): Promise<void> {
  const before = await service.memory();
  const until = Date.now() + SECONDS * 1000;
  do {
    const [alive, ready, refused] = await Promise.all([
      timed(() => fetch(`${service.url}/healthz`)),
      timed(() => fetch(`${service.url}/readyz`)),
      timed(() => deliver(service.url, spare, secret)),
    ]);
    expect(alive.answer.status).toBe(200);
    expect(ready.answer.status).toBe(503);
    expect(ready.ms).toBeLessThan(5000);
    expect(refused.answer.status).toBe(503);
    expect(Number(refused.answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.ms).toBeLessThan(patienceMs);
    expect(await service.memory()).toBeLessThan(before + 150 * 1024 * 1024);
    await new Promise((resolve) => setTimeout(resolve, 250));
  } while (Date.now() < until);
}

interface Outage {
  begin(): Promise<void>;
  end(): Promise<void>;
  /** How long a webhook may wait for its 503; Stripe waits some 20 s. */
  patienceMs: number;
}

const outages: [string, () => Outage][] = [
  [
    'stopped',
    () => ({
      begin: () => database.stop(),
      end: () => database.startAgain(),
      patienceMs: 4000,
    }),
  ],
  [
    'behind a cut cable, so that nobody is told',
    () => ({
      begin: async () => database.gateway.swallow(),
      end: async () => database.gateway.mend(),
      patienceMs: 10_000,
    }),
  ],
];

it.each(outages)(
  'its database %s under load: 503 for a while, then nothing is missing',
  async (_how, outage) => {
    const { begin, end, patienceMs } = outage();
    const [spare = '', ...bodies] = await pages(MEMBERSHIPS + 1);
    const pouring = new Pouring([service.url], secret, bodies);
    running = pouring;
    const poured = pouring.pour();
    await eventually(
      async () => pouring.acknowledged.size,
      (taken) => taken > MEMBERSHIPS / 4,
      { within: 30_000, every: 5 },
    );
    await begin();
    await watch(spare, patienceMs);
    const lost = pouring.acknowledged.size;
    await end();
    await eventually(
      () => fetch(`${service.url}/readyz`),
      ({ status }) => status === 200,
      { within: 60_000 },
    );
    await poured;
    expect(lost).toBeLessThan(MEMBERSHIPS);
    expect(service.collapses).toBe(0);
    expect(Object.keys(pouring.answers).toSorted()).toEqual(['200', '503']);
    expect(Math.max(...pouring.refusals)).toBeLessThan(patienceMs);

    await eventually(
      () =>
        query<{ waiting: number }>(`select count(*) as waiting from stripe_events where state <> 'applied'`),
      ([row]) => row?.waiting === 0,
      { within: 90_000, every: 250 },
    );
    const stored = await query<{ id: string }>('select id from stripe_events');
    const [counts] = await query(`select (select count(*) from payments) as payments,
    (select count(*) from memberships) as memberships, (select count(*) from members) as members,
    (select sum(delta)::int from ledger_entries) as ledger, (select sum(delta)::int from campaign_tallies) as tally,
    (select count(*) from mails where template = 'membership-welcome') as welcomes`);
    // One that was refused may have been stored all the same, and harms nobody; what was taken must be there.
    const ids = new Set(stored.map(({ id }) => id));
    expect([...pouring.acknowledged].filter((id) => !ids.has(id))).toEqual([]);
    const all = ids.size;
    expect([MEMBERSHIPS, MEMBERSHIPS + 1]).toContain(all);
    expect(counts).toEqual({
      payments: all,
      memberships: all,
      members: all,
      ledger: all,
      tally: all,
      welcomes: all,
    });
  },
  300_000,
);
