import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { DataSource } from 'typeorm';
import type { Clock } from '../../src/common/clock.js';
import { loadSettings, type Settings } from '../../src/config/settings.js';
import { seed } from '../../src/seed/sample-newsroom.js';
import { startService, type Service } from '../../src/service.js';
import { startMailbox } from '../../src/standins/mailbox/mailbox.js';
import { startStripeStandin } from '../../src/standins/stripe/server.js';
import { SystemClock } from '../../src/common/clock.js';
import { createTestDatabase } from './database.js';

export { eventually } from './eventually.js';

export const staffEmail = 'staff@example.test';
export const staffToken = 'a-token-for-tests-that-is-long-enough';

export interface TestService {
  url: string;
  service: Service;
  settings: Settings;
  dataSource: DataSource;
  /** Speaks to the same Stripe stand-in as the service does. */
  stripe: Stripe;
  stripeUrl: string;
  mailboxUrl: string;
  close(): Promise<void>;
}

/** The whole product as it runs on a laptop: a fresh database, Stripe's and the mailbox's stand-ins, the sample newsroom. */
export async function startTestService({
  clock = new SystemClock(),
  env = {},
}: { clock?: Clock; env?: NodeJS.ProcessEnv } = {}): Promise<TestService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-test-'));
  const database = await createTestDatabase();
  const standin = await startStripeStandin({ port: 0, dataDir: join(dataDir, 'stripe') });
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir: join(dataDir, 'mailbox') });
  const port = await freePort();
  const stripe = stripeClient(standin.url, standin.secretKey);
  const endpoint = await stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    enabled_events: ['*'],
  });
  const settings = loadSettings({
    NODE_ENV: 'test',
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    STRIPE_API_BASE: standin.url,
    STRIPE_SECRET_KEY: standin.secretKey,
    STRIPE_WEBHOOK_SECRET: endpoint.secret,
    SMTP_URL: mailbox.smtpUrl,
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    STAFF_EMAILS: staffEmail,
    STAFF_API_TOKEN: staffToken,
    LOG_LEVEL: 'error',
    // A test says itself when something is to be asked for.
    CATCH_UP: 'off',
    ...env,
  });
  await seed(database.url, clock);
  const service = await startService(settings, clock);
  return {
    url: settings.baseUrl,
    service,
    settings,
    dataSource: service.app.get(DataSource),
    stripe,
    stripeUrl: standin.url,
    mailboxUrl: mailbox.url,
    async close() {
      await service.close();
      await Promise.all([standin.close(), mailbox.close()]);
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function stripeClient(url: string, key: string): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http' });
}

/** A port that nobody holds now: the webhook's address must be known before the service listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
