import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Stripe } from 'stripe';
import { DataSource, type EntityManager } from 'typeorm';
import { ConfigModule } from '../../../src/config/config.module.js';
import { loadSettings } from '../../../src/config/settings.js';
import { DatabaseModule } from '../../../src/database/database.module.js';
import { HttpModule } from '../../../src/http/http.module.js';
import type { CheckoutRequest } from '../../../src/payments/checkout-request.js';
import { Checkout } from '../../../src/payments/checkout.service.js';
import { OutcomeHandlers } from '../../../src/payments/handlers.js';
import { Drainer } from '../../../src/payments/inbox/drainer.js';
import { Inbox } from '../../../src/payments/inbox/inbox.service.js';
import type { Outcome } from '../../../src/payments/outcome.js';
import { PaymentsModule } from '../../../src/payments/payments.module.js';
import { startStripeStandin } from '../../../src/standins/stripe/server.js';
import { createTestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';

export const secret = 'whsec_of_the_test';

/** One outcome as the handler of the test wrote it down, in the order of telling. */
export interface Told {
  kind: Outcome['kind'];
  outcome: Record<string, unknown>;
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** Payments over a real database and the Stripe stand-in, which posts nothing by itself: the test delivers its events. */
export async function startWorld() {
  const standin = await startStripeStandin({ port: 0 });
  const database = await createTestDatabase();
  const service = await startService(database.url, standin.url, standin.secretKey);
  const stripe = new Stripe(standin.secretKey, {
    host: '127.0.0.1',
    port: standin.port,
    protocol: 'http',
  });
  const { dataSource } = service;
  await dataSource.query(
    'create table told (id bigserial, purchase_id uuid, kind text, event_id text, outcome jsonb)',
  );
  const helper = (path: string, body: object = {}) => postJson(`${standin.url}/_standin/${path}`, body);
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> => dataSource.query(sql, values);

  return {
    ...service,
    database,
    standin,
    stripe,
    helper,
    query,

    start: (request: Partial<CheckoutRequest> = {}) => service.checkout.start(aRequest(request)),

    async sessionOf(purchase: string): Promise<string> {
      const [row] = await query<{ session_id: string }>('select session_id from purchases where id = $1', [
        purchase,
      ]);
      return row?.session_id ?? '';
    },

    /** Opens a page and pays on it; none of the events is delivered. */
    async buy(request: Partial<CheckoutRequest> = {}): Promise<string> {
      const { purchase } = await service.checkout.start(aRequest(request));
      await helper(`checkout/sessions/${await this.sessionOf(purchase)}/pay`, { card: '4242424242424242' });
      return purchase;
    },

    /** All events so far, oldest first; of one type where it is given. */
    async events(type?: string): Promise<Stripe.Event[]> {
      const newestFirst = stripe.events.list({ limit: 100, ...(type && { types: [type] }) });
      return (await newestFirst.autoPagingToArray({ limit: 1000 })).toReversed();
    },

    deliver: (event: object) => post(service.url, JSON.stringify(event)),

    async status(purchase: string): Promise<string> {
      const [row] = await query<{ status: string }>('select status from purchases where id = $1', [purchase]);
      return row?.status ?? '';
    },

    told: (purchase: string) =>
      query<Told>('select kind, outcome from told where purchase_id = $1 order by id', [purchase]),

    eventRow: async (id: string) =>
      (
        await query<{ state: string; note: string; attempts: number }>(
          'select state, note, attempts from stripe_events where id = $1',
          [id],
        )
      )[0],

    /** Waits until nothing in the inbox is due, hurrying what waits for another attempt. */
    async quiet(): Promise<void> {
      await eventually(
        async () => {
          await query("update stripe_events set next_attempt_at = now() where state = 'retrying'");
          service.app.get(Drainer).wake();
          return query(
            "select id, type, note from stripe_events where state in ('received', 'retrying') limit 5",
          );
        },
        (waiting) => waiting.length === 0,
        { within: 20_000 },
      );
    },

    async close(): Promise<void> {
      await service.app.close();
      await standin.close();
      await database.drop();
    },
  };
}

export function aRequest(changes: Partial<CheckoutRequest> = {}): CheckoutRequest {
  return {
    purpose: 'test',
    price: { amount: 500, currency: 'eur' },
    interval: 'once',
    productKey: 'test-thing',
    what: () => 'A thing for the test',
    details: {},
    cancelPath: '/join',
    ...changes,
  };
}

export async function startService(databaseUrl: string, stripeUrl: string, key: string) {
  const settings = loadSettings({
    NODE_ENV: 'test',
    PORT: '0',
    BASE_URL: 'http://newsroom.test',
    DATABASE_URL: databaseUrl,
    STRIPE_SECRET_KEY: key,
    STRIPE_API_BASE: stripeUrl,
    STRIPE_WEBHOOK_SECRET: `whsec_rolled_out,${secret}`,
    LOG_LEVEL: 'error',
    CATCH_UP: 'off',
  });
  const testing = await Test.createTestingModule({
    imports: [ConfigModule.with(settings), DatabaseModule, HttpModule, PaymentsModule],
  }).compile();
  testing.useLogger(false);
  const app = testing.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ forceCloseConnections: true, bodyLimit: 64 * 1024 }),
  );
  app.get(OutcomeHandlers).register('test', writeDown);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    settings,
    url: await app.getUrl(),
    dataSource: app.get(DataSource),
    checkout: app.get(Checkout),
    inbox: app.get(Inbox),
  };
}

/** The feature of the test: keeps what it is told, and cannot stomach what is poisoned. */
async function writeDown(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
  for (const outcome of outcomes) {
    const { purchase, eventId, kind } = outcome;
    await manager.query('insert into told (purchase_id, kind, event_id, outcome) values ($1, $2, $3, $4)', [
      purchase.id,
      kind,
      eventId,
      JSON.stringify({ ...outcome, purchase: undefined }),
    ]);
    if (purchase.details.poison) throw new Error(`cannot stomach ann@example.test`);
  }
}

export async function post(url: string, body: string | Buffer, headers: Record<string, string> = {}) {
  const header = Stripe.webhooks.generateTestHeaderString({ payload: body.toString(), secret });
  return fetch(`${url}/webhooks/stripe`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'stripe-signature': header, ...headers },
  });
}

async function postJson(url: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  const told = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(`the stand-in said ${answer.status}: ${JSON.stringify(told)}`);
  return told;
}
