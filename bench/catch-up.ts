import { SystemClock } from '../src/common/clock.js';
import { neededTypes } from '../src/payments/stripe/event-types.js';
import { seed } from '../src/seed/sample-newsroom.js';
import { startBenchDatabase } from './support/bench-database.js';
import { makeBilling } from './support/billing.js';
import type { Measure } from './support/measurement.js';
import { startProcess } from './support/service-process.js';
import { type SlowStripe, startSlowStripe } from './support/slow-stripe.js';

/** At least so many events are missed. */
const EVENTS = Number(process.env.BENCH_CATCH_UP ?? 10_000);
/** What a subscription of the mix brings, a little less. */
const EVENTS_EACH = 6;
/** Of Stripe's 25 requests a second in test mode, what the service takes for itself. */
const PER_SECOND = Number(process.env.BENCH_REQUESTS_PER_SECOND ?? 20);
const TARGET_SECONDS = 120;

/** A day on which no webhook came: everything is found on Stripe's list and applied, from the start of the service on. */
export const measure: Measure = async () => {
  const database = await startBenchDatabase();
  const stripe = await startSlowStripe();
  const { dataSource } = database;
  await seed(database.url, new SystemClock());
  await makeBilling(dataSource, stripe, Math.ceil(EVENTS / EVENTS_EACH));
  const missed = await listed(stripe);
  stripe.asked();
  const began = Date.now();
  const service = await startProcess('./whole-service.ts', {
    PORT: '0',
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'a-session-secret-of-the-bench-32-characters',
    DATABASE_URL: database.url,
    STRIPE_SECRET_KEY: stripe.direct.key,
    STRIPE_API_BASE: stripe.url,
    STRIPE_REQUESTS_PER_SECOND: String(PER_SECOND),
    STRIPE_WEBHOOK_SECRET: 'whsec_of_the_bench',
  });
  try {
    const count = async (which: string): Promise<number> => {
      const [row] = await dataSource.query(`select count(*)::int as count from stripe_events where ${which}`);
      return (row as { count: number }).count;
    };
    const handled = "state in ('applied', 'foreign', 'ignored')";
    while ((await count(handled)) < missed) await new Promise((resolve) => setTimeout(resolve, 200));
    const seconds = (Date.now() - began) / 1000;
    const reads = stripe.asked();
    return [
      { what: 'catch-up: events missed', value: missed, unit: 'events' },
      {
        what: 'catch-up: all of them applied',
        value: seconds,
        unit: 's',
        beside: { what: `the limiter alone, ${PER_SECOND}/s`, value: reads / PER_SECOND },
        target: TARGET_SECONDS,
      },
      { what: 'catch-up: requests to Stripe', value: reads, unit: '' },
    ];
  } finally {
    await service.stop();
    await stripe.close();
    await database.stop();
  }
};

async function listed({ direct }: SlowStripe): Promise<number> {
  let count = 0;
  for await (const { type } of direct.stripe.events.list({ limit: 100 }))
    if (neededTypes.includes(type)) count += 1;
  return count;
}
