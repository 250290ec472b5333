import type { DataSource } from 'typeorm';
import { SystemClock } from '../src/common/clock.js';
import { neededTypes } from '../src/payments/stripe/event-types.js';
import { seed } from '../src/seed/sample-newsroom.js';
import { makeSurge } from '../test/support/surge.js';
import { makeBilling } from './support/billing.js';
import { startBenchDatabase } from './support/bench-database.js';
import { type Posted, postAll } from './support/http-load.js';
import type { Measure, Measurement } from './support/measurement.js';
import { startProcess } from './support/service-process.js';
import { signatureOf } from './support/session-events.js';
import { type SlowStripe, startSlowStripe } from './support/slow-stripe.js';

const EVENTS = Number(process.env.BENCH_BURST ?? 10_000);
const SUBSCRIPTIONS = EVENTS / 20;
const LATENCY_MS = 100;
/** Of Stripe's 100 requests a second in live mode, what the service takes for itself. */
const PER_SECOND = Number(process.env.BENCH_REQUESTS_PER_SECOND ?? 80);
const SECRET = 'whsec_of_the_bench';

/** A mixed burst while Stripe takes its time to answer, by the whole service. */
export const measure: Measure = async () => {
  const database = await startBenchDatabase();
  const stripe = await startSlowStripe();
  await seed(database.url, new SystemClock());
  const { dataSource } = database;
  const billing = await billingEvents(dataSource, stripe);
  const rest = EVENTS - billing.length;
  const pages = await makeSurge(dataSource, {
    memberships: rest * 0.6,
    donations: rest * 0.3,
    gifts: rest * 0.1,
  });
  await stripe.answerAfter(LATENCY_MS);
  const service = await startProcess('./whole-service.ts', {
    PORT: '0',
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-of-the-bench-32-characters',
    DATABASE_URL: database.url,
    STRIPE_SECRET_KEY: stripe.direct.key,
    STRIPE_API_BASE: stripe.url,
    STRIPE_REQUESTS_PER_SECOND: String(PER_SECOND),
    STRIPE_WEBHOOK_SECRET: SECRET,
    CATCH_UP: 'off',
  });
  try {
    stripe.asked();
    const began = Date.now();
    const posted = await post(service.port, shuffled([...billing, ...pages]));
    await allApplied(dataSource);
    return await figures(dataSource, {
      posted,
      began,
      reads: stripe.asked(),
      asking: await asking(dataSource),
    });
  } finally {
    await service.stop();
    await stripe.close();
    await database.stop();
  }
};

async function billingEvents(dataSource: DataSource, stripe: SlowStripe): Promise<string[]> {
  await makeBilling(dataSource, stripe, SUBSCRIPTIONS);
  const { stripe: api } = stripe.direct;
  const events = await api.events.list({ limit: 100 }).autoPagingToArray({ limit: EVENTS });
  return events.filter(({ type }) => neededTypes.includes(type)).map((event) => JSON.stringify(event));
}

function post(port: number, bodies: string[]): Promise<Posted> {
  return postAll(
    { host: '127.0.0.1', port, path: '/webhooks/stripe', connections: 64 },
    bodies.map((body) => ({ body, headers: { 'stripe-signature': signatureOf(body, SECRET) } })),
  );
}

interface Burst {
  posted: Posted;
  began: number;
  /** Requests to Stripe. */
  reads: number;
  /** Events for which Stripe had to be asked. */
  asking: number;
}

async function figures(
  dataSource: DataSource,
  { posted, began, reads, asking }: Burst,
): Promise<Measurement[]> {
  const acknowledged = posted.latencies.length / posted.seconds;
  const pages = await handled(dataSource, "type like 'checkout.session.%'");
  const all = await handled(dataSource, 'true');
  const seconds = (all.last.getTime() - began) / 1000;
  // A second's worth may go at once.
  const limiterAlone = Math.max(0, reads - PER_SECOND) / PER_SECOND;
  return [
    { what: 'burst: events acknowledged', value: acknowledged, unit: '/s', details: posted.statuses },
    {
      what: 'burst: paid pages applied',
      value: (pages.count * 1000) / (pages.last.getTime() - began),
      unit: '/s',
      target: 1000,
    },
    { what: 'burst: events that ask Stripe', value: asking, unit: 'events' },
    {
      what: 'burst: events for each request',
      value: asking / reads,
      unit: '',
      beside: { what: 'requests', value: reads },
    },
    {
      what: `burst: all ${EVENTS} applied`,
      value: seconds,
      unit: 's',
      beside: { what: `the limiter alone, ${PER_SECOND}/s`, value: limiterAlone },
      target: Math.ceil(limiterAlone * 1.15),
    },
  ];
}

async function handled(dataSource: DataSource, which: string): Promise<{ count: number; last: Date }> {
  const [row]: { count: number; last: Date }[] = await dataSource.query(
    `select count(*) as count, max(handled_at) as last from stripe_events where ${which}`,
  );
  if (!row) throw new Error('nothing was handled');
  return row;
}

async function asking(dataSource: DataSource): Promise<number> {
  return (await handled(dataSource, "type not like 'checkout.session.%' and state = 'applied'")).count;
}

async function allApplied(dataSource: DataSource): Promise<void> {
  for (;;) {
    const states: { state: string; count: number }[] = await dataSource.query(
      'select state, count(*) as count from stripe_events group by state',
    );
    if (states.every(({ state }) => state === 'applied' || state === 'foreign')) return;
    const parked = states.find(({ state }) => state === 'parked');
    if (parked) throw new Error(`${parked.count} events were parked`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function shuffled(items: string[]): string[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
