import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { SystemClock } from '../../../src/common/clock.js';
import { newId } from '../../../src/common/ids.js';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { seed } from '../../../src/seed/sample-newsroom.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { ServiceProcess } from './service-process.js';
import { post, secret } from './world.js';

const PEOPLE = 1000;
let database: TestDatabase;
let dataSource: DataSource;
let service: ServiceProcess;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-test-'));
  await seed(database.url, new SystemClock());
  dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  service = await ServiceProcess.prepare({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    STRIPE_SECRET_KEY: 'sk_test_nobody',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: secret,
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    LOG_LEVEL: 'error',
  });
}, 60_000);

afterAll(async () => {
  await service.kill('SIGTERM');
  await dataSource.destroy();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** As Stripe does it: whatever was not answered with 2xx is delivered again, until it is. */
async function deliverUntilTaken(bodies: string[], onTaken: () => void): Promise<void> {
  const waiting = [...bodies];
  const worker = async (): Promise<void> => {
    for (let body = waiting.shift(); body; body = waiting.shift()) {
      const answer = await post(service.url, body).catch(() => null);
      if (answer?.status === 200) onTaken();
      else {
        waiting.push(body);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

it('killed twice in the middle of 1,000 payments: all are counted, each once', async () => {
  const bodies = (await openPurchases()).map((purchase, place) => JSON.stringify(paid(purchase, place)));
  await service.start();
  let taken = 0;
  let kills = 0;
  let restarted: Promise<void> = Promise.resolve();
  await deliverUntilTaken(bodies, () => {
    taken += 1;
    if (kills === 2 || taken < (kills + 1) * 300) return;
    kills += 1;
    restarted = restarted.then(() => service.kill()).then(() => service.start());
  });
  await restarted;
  expect(kills).toBe(2);
  // Stripe delivers some of them once more.
  await deliverUntilTaken(bodies.slice(0, 100), () => undefined);

  const states = await eventually(
    () => dataSource.query('select state, count(*) as count from stripe_events group by state'),
    (rows: { state: string }[]) => rows.every(({ state }) => state === 'applied'),
    { within: 60_000, every: 250 },
  );
  expect(states).toEqual([{ state: 'applied', count: PEOPLE }]);
  expect(await counts()).toEqual({
    paid: PEOPLE,
    payments: PEOPLE,
    memberships: PEOPLE,
    ledger: PEOPLE,
    tally: PEOPLE,
  });
}, 180_000);

async function counts(): Promise<Record<string, number>> {
  const [row]: Record<string, number>[] = await dataSource.query(`select
    (select count(*) from purchases where status = 'paid') as paid,
    (select count(*) from payments) as payments,
    (select count(*) from memberships) as memberships,
    (select sum(delta)::int from ledger_entries) as ledger,
    (select sum(delta)::int from campaign_tallies) as tally`);
  return row ?? {};
}

async function openPurchases(): Promise<string[]> {
  const ids = Array.from({ length: PEOPLE }, () => newId());
  await dataSource.query(
    `insert into purchases (id, purpose, amount, currency, interval, description, product_key, livemode, details,
       campaign_id, created_at, expires_at)
     select unnest($1::uuid[]), 'membership', plan.amount, plan.currency, 'month', plan.name, plan.id, false,
       jsonb_build_object('plan', plan.id), campaign.id, now(), now() + interval '31 minutes'
     from (select * from plans where interval = 'month' order by position limit 1) plan,
       (select id from campaigns where slug = 'birthday') campaign`,
    [ids],
  );
  return ids;
}

function paid(purchase: string, place: number): object {
  return {
    id: `evt_crash_${place}`,
    object: 'event',
    type: 'checkout.session.completed',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: {
      object: {
        id: `cs_crash_${place}`,
        object: 'checkout.session',
        mode: 'payment',
        status: 'complete',
        payment_status: 'paid',
        payment_intent: `pi_crash_${place}`,
        amount_total: 500,
        currency: 'eur',
        customer: null,
        subscription: null,
        client_reference_id: purchase,
        metadata: { purchase },
        customer_details: { email: `reader-${place}@example.test`, name: `Reader ${place}` },
      },
    },
  };
}
