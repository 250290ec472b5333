import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Stripe } from 'stripe';
import { DataSource } from 'typeorm';
import { loadSettings } from '../src/config/settings.js';
import { migrate } from '../src/database/data-source.js';
import { neededTypes } from '../src/payments/stripe/event-types.js';
import { seed } from '../src/seed/sample-newsroom.js';
import { type Service, startService } from '../src/service.js';
import { CannotStart } from '../src/standins/errors.js';
import { lockFolder } from '../src/standins/folder-lock.js';
import { requireFree } from '../src/standins/ports.js';
import { startStandins } from '../src/standins/start-standins.js';
import type { Startup } from '../src/standins/startup.js';
import { welcome } from '../src/welcome.js';
import type { Product } from '../test/support/cast.js';
import type { TravellingClock } from '../test/support/travelling-clock.js';

export const FOLDER = '.rehearsal';
const PORT = 3100;

export interface House {
  product: Product;
  service: Service;
  welcome: string;
}

/** A rehearsal has a database and a Stripe of its own: nothing of it can come near to real people. */
export function refuseBesideReality(env: NodeJS.ProcessEnv): void {
  if (env.STRIPE_MODE === 'live' || /^(sk|rk)_live_/.test(env.STRIPE_SECRET_KEY ?? ''))
    throw new CannotStart('A rehearsal is not played beside live mode.');
  const foreign = ['DATABASE_URL', 'STRIPE_SECRET_KEY', 'STRIPE_API_BASE', 'SMTP_URL'].filter(
    (name) => env[name],
  );
  if (foreign.length > 0)
    throw new CannotStart(`A rehearsal brings its own: please unset ${foreign.join(', ')}.`);
}

/** All that an earlier rehearsal left. */
export async function wipe(): Promise<void> {
  const lock = await lockFolder(FOLDER);
  await rm(FOLDER, { recursive: true, force: true });
  await lock.release();
}

/** The real service, its stand-ins and the sample newsroom, in a folder of their own. */
export async function openHouse(
  startup: Startup,
  clock: TravellingClock,
  env: NodeJS.ProcessEnv,
): Promise<House> {
  const port = Number(env.PORT || PORT);
  await lockFolder(FOLDER);
  await requireFree(port, '127.0.0.1', 'the rehearsal');
  const serviceUrl = `http://127.0.0.1:${port}`;
  const standins = await startStandins(startup, {
    needed: { database: true, stripe: true, mailbox: true },
    dataDir: FOLDER,
    givenPort: port,
    serviceUrl,
    webhookEvents: neededTypes,
  });
  const settings = loadSettings({
    ...standins.defaults,
    ...standins.env,
    DATA_DIR: join(FOLDER),
    PORT: String(port),
    SAMPLE_DATA: 'on',
    RATE_LIMITS: 'off',
    // Stripe's test mode takes 20 in a second, and a month of readers would wait for it; its stand-in takes more.
    STRIPE_REQUESTS_PER_SECOND: '500',
    MAIL_PER_SECOND: '200',
  });
  const databaseUrl = settings.DATABASE_URL ?? '';
  await startup.step('Sample newsroom', async () => {
    await migrate(databaseUrl);
    await seed(databaseUrl, clock);
  });
  const service = await startup.step(
    'Service',
    () => startService(settings, clock),
    (started) => started.close(),
  );
  const { hostname, port: stripePort } = new URL(standins.stripeUrl ?? '');
  const stripe = new Stripe(settings.STRIPE_SECRET_KEY ?? '', {
    host: hostname,
    port: stripePort,
    protocol: 'http',
  });
  const product = {
    url: serviceUrl,
    settings,
    dataSource: service.app.get(DataSource),
    stripe,
    stripeUrl: standins.stripeUrl ?? '',
    mailboxUrl: standins.mailboxUrl ?? '',
  };
  return { product, service, welcome: await welcome(service, settings, standins) };
}
