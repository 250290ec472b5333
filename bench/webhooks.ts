import type { DataSource } from 'typeorm';
import { SystemClock } from '../src/common/clock.js';
import { seed } from '../src/seed/sample-newsroom.js';
import { readEnvelope } from '../src/payments/stripe/read-envelope.js';
import { storeEvents } from '../src/payments/inbox/store-events.js';
import { type BenchDatabase, startBenchDatabase } from './support/bench-database.js';
import { applyAlone, storeAlone } from './support/database-alone.js';
import { type Posted, postAll } from './support/http-load.js';
import type { Measure, Measurement } from './support/measurement.js';
import { openPurchases } from './support/open-purchases.js';
import { type ServiceProcess, startProcess } from './support/service-process.js';
import { type MadePayment, makePayments, signatureOf } from './support/session-events.js';

const EVENTS = Number(process.env.BENCH_EVENTS ?? 20_000);
const CONNECTIONS = 128;
const SECRET = 'whsec_of_the_bench';

/** How many events a second are acknowledged, and applied; each beside what the database alone does with the same statements. */
export const measure: Measure = async () => {
  const database = await startBenchDatabase();
  try {
    return [...(await acknowledged(database)), ...(await applied(database)), ...(await joined(database))];
  } finally {
    await database.stop();
  }
};

/** The drainer works all the while, as it does in production. */
async function acknowledged(database: BenchDatabase): Promise<Measurement[]> {
  const { dataSource } = database;
  const alone = await storeAlone(dataSource, makePayments(EVENTS));
  const payments = makePayments(EVENTS);
  await openPurchases(dataSource, payments);
  const service = await startService(database);
  await post(service, unneeded(4_000));
  const before = (await service.usage()).cpu;
  const quiet = await post(service, unneeded(EVENTS));
  const perEvent = ((await service.usage()).cpu - before) / EVENTS;
  const began = performance.now();
  const posted = await post(service, payments);
  await allApplied(dataSource);
  const seconds = (performance.now() - began) / 1000;
  await service.stop();
  const beside = { what: 'database alone', value: alone };
  return [
    {
      what: 'events acknowledged',
      value: rate(quiet),
      unit: '/s',
      target: 5_000,
      beside,
      details: of(quiet),
    },
    {
      what: 'events acknowledged while they are applied',
      value: rate(posted),
      unit: '/s',
      beside,
      details: of(posted),
    },
    { what: "the service's own work on an acknowledgement", value: perEvent * 1000, unit: 'µs CPU' },
    { what: 'acknowledgement, p99', value: at(quiet.latencies, 0.99), unit: 'ms' },
    { what: 'acknowledged and applied, all in all', value: EVENTS / seconds, unit: '/s', target: 2_000 },
  ];
}

async function applied(database: BenchDatabase): Promise<Measurement[]> {
  const { dataSource } = database;
  const alone = await applyAlone(dataSource, await stored(dataSource, EVENTS));
  await stored(dataSource, EVENTS);
  const service = await startService(database);
  const began = performance.now();
  const waiting = await waitingEvents(dataSource);
  await allApplied(dataSource);
  const value = waiting / ((performance.now() - began) / 1000);
  await service.stop();
  return [
    {
      what: 'events applied',
      value,
      unit: '/s',
      target: 2_000,
      beside: { what: 'database alone', value: alone },
    },
  ];
}

/** The same with all that a membership brings: member, ledger, campaign's number, e-mail. */
async function joined(database: BenchDatabase): Promise<Measurement[]> {
  const { dataSource } = database;
  const count = EVENTS / 4;
  await seed(database.url, new SystemClock());
  await stored(dataSource, count, 'membership');
  const service = await startService(database, './whole-service.ts');
  const began = performance.now();
  const waiting = await waitingEvents(dataSource);
  await allApplied(dataSource);
  const value = waiting / ((performance.now() - began) / 1000);
  await service.stop();
  return [{ what: 'memberships applied, by the whole service', value, unit: '/s' }];
}

async function stored(
  dataSource: DataSource,
  count: number,
  purpose: 'bench' | 'membership' = 'bench',
): Promise<MadePayment[]> {
  const payments = makePayments(count);
  await openPurchases(dataSource, payments, purpose);
  for (let from = 0; from < count; from += 500) {
    const slice = payments.slice(from, from + 500);
    await storeEvents(
      dataSource,
      slice.map(({ event }) => readEnvelope(Buffer.from(event), false)),
    );
  }
  return payments;
}

function startService(
  { url }: BenchDatabase,
  file: './payments-service.ts' | './whole-service.ts' = './payments-service.ts',
): Promise<ServiceProcess> {
  return startProcess(file, {
    PORT: '0',
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-of-the-bench-32-characters',
    DATABASE_URL: url,
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: SECRET,
  });
}

function post({ port }: ServiceProcess, payments: MadePayment[]): Promise<Posted> {
  return postAll(
    { host: '127.0.0.1', port, path: '/webhooks/stripe', connections: CONNECTIONS },
    payments.map(({ event }) => ({
      body: event,
      headers: { 'stripe-signature': signatureOf(event, SECRET) },
    })),
  );
}

/** Of a type that is only stored: the acknowledgement by itself. */
function unneeded(count: number): MadePayment[] {
  return makePayments(count).map(({ purchase, event }) => ({
    purchase,
    event: event.replace('checkout.session.completed', 'charge.captured'),
  }));
}

function rate({ latencies, seconds }: Posted): number {
  return latencies.length / seconds;
}

function of({ latencies, statuses }: Posted): Record<string, number> {
  return { p50: at(latencies, 0.5), p99: at(latencies, 0.99), ...statuses };
}

async function waitingEvents(dataSource: DataSource): Promise<number> {
  const [row]: { waiting: number }[] = await dataSource.query(
    "select count(*) as waiting from stripe_events where state in ('received', 'retrying')",
  );
  return row?.waiting ?? 0;
}

async function allApplied(dataSource: DataSource): Promise<void> {
  while ((await waitingEvents(dataSource)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

function at(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
