import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { Stripe } from 'stripe';
import { loadSettings, type Settings } from '../../src/config/settings.js';
import { seed } from '../../src/seed/sample-newsroom.js';
import { startService, type Service } from '../../src/service.js';
import { startMailbox, type Mailbox } from '../../src/standins/mailbox/mailbox.js';
import { startStripeStandin, type StripeStandin } from '../../src/standins/stripe/server.js';
import { createTestDatabase, onServer, type TestDatabase } from '../support/database.js';
import { freePort } from '../support/service.js';
import type { HistoryClock } from './clock.js';
import { codes } from './model/step.js';

export const webhookSecret = 'whsec_of_the_simulation';

/** The real service between a real database, Stripe's stand-in and a mailbox; Stripe delivers nothing by itself. */
export class World {
  private service: Service | null = null;
  private asking: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly clock: HistoryClock,
    readonly settings: Settings,
    readonly stripe: Stripe,
    readonly standin: StripeStandin,
    readonly mailbox: Mailbox,
    private readonly database: pg.Client,
    private readonly tools: { database: TestDatabase; dataDir: string },
  ) {}

  static async open(clock: HistoryClock, stripe: { settleSeconds: number }): Promise<World> {
    const dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-test-'));
    const database = await createTestDatabase();
    const standin = await startStripeStandin({ port: 0, clock, ...stripe });
    const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir: join(dataDir, 'mailbox') });
    const settings = await settingsFor({ database, standin, mailbox, dataDir });
    await seed(database.url, clock);
    const own = new pg.Client({ connectionString: database.url });
    await own.connect();
    const api = new Stripe(standin.secretKey, { host: '127.0.0.1', port: standin.port, protocol: 'http' });
    const world = new World(clock, settings, api, standin, mailbox, own, { database, dataDir });
    await world.start();
    for (const [code, percent_off] of Object.entries(codes)) await world.offer(code, percent_off);
    return world;
  }

  get url(): string {
    return this.settings.baseUrl;
  }

  /** A part of the running service. */
  part<T>(of: abstract new (...args: never[]) => T): T {
    if (!this.service) throw new Error('the service is not running');
    return this.service.app.get<T>(of);
  }

  async start(): Promise<void> {
    this.service = await startService(this.settings, this.clock);
    // Failures are made on purpose here; `SIMULATION_LOG=on` shows what is said about them.
    if (process.env.SIMULATION_LOG !== 'on') Logger.overrideLogger(false);
  }

  /** As abruptly as one process can end a part of itself: its database is gone at once, whatever is under way is lost. */
  async kill(): Promise<void> {
    const { service } = this;
    this.service = null;
    await this.allowConnections(false);
    await this.cutConnections();
    await service?.close();
    await this.allowConnections(true);
  }

  /** Ends all of the service's connections to its database, or some. */
  async cutConnections(most = 1000): Promise<void> {
    await this.query(
      `select pg_terminate_backend(pid) from (select pid from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() order by pid limit $1) others`,
      [most],
    );
  }

  /** One after the other, on a connection of the simulation's own. */
  async query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    const asked = this.asking.then(() => this.database.query(sql, values));
    this.asking = asked.catch(() => undefined);
    return (await asked).rows as T[];
  }

  /** What a bank, time or the account's owner does at Stripe. */
  async door(path: string, body: object = {}): Promise<void> {
    const answer = await fetch(`${this.standin.url}/_standin/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }

  async close(): Promise<void> {
    await this.service?.close();
    await this.database.end();
    await Promise.all([this.standin.close(), this.mailbox.close()]);
    await this.tools.database.drop();
    await rm(this.tools.dataDir, { recursive: true, force: true });
  }

  private async offer(code: string, percent_off: number): Promise<void> {
    const { id: coupon } = await this.stripe.coupons.create({ percent_off, duration: 'once' });
    await this.stripe.promotionCodes.create({ code, promotion: { type: 'coupon', coupon } });
  }

  private async allowConnections(allowed: boolean): Promise<void> {
    const [row] = await this.query<{ name: string }>('select current_database() as name');
    await onServer(`alter database ${row?.name} allow_connections ${allowed}`);
  }
}

async function settingsFor(around: {
  database: TestDatabase;
  standin: StripeStandin;
  mailbox: Mailbox;
  dataDir: string;
}): Promise<Settings> {
  const port = await freePort();
  return loadSettings({
    NODE_ENV: 'test',
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: around.database.url,
    DATA_DIR: around.dataDir,
    STRIPE_API_BASE: around.standin.url,
    STRIPE_SECRET_KEY: around.standin.secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_REQUESTS_PER_SECOND: '5000',
    SMTP_URL: around.mailbox.smtpUrl,
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    STAFF_EMAILS: 'staff@example.test',
    STAFF_API_TOKEN: 'a-token-for-tests-that-is-long-enough',
    RATE_LIMITS: 'off',
    LOG_LEVEL: process.env.SIMULATION_LOG === 'on' ? 'warn' : 'error',
    CATCH_UP: 'off',
    PROMOTION_CODES: 'on',
    TIME_ZONE: 'Europe/Kyiv',
  });
}
