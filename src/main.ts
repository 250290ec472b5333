import { existsSync } from 'node:fs';
import { SystemClock } from './common/clock.js';
import { loadSettings, missingSettings, InvalidSettings, type Settings } from './config/settings.js';
import { neededTypes } from './payments/stripe/event-types.js';
import { explain } from './standins/explain.js';
import { keepEnvironment } from './standins/kept-environment.js';
import { lockFolder } from './standins/folder-lock.js';
import { findFreePort, requireFree } from './standins/ports.js';
import { type Needed, type Standins, startStandins } from './standins/start-standins.js';
import { Startup } from './standins/startup.js';

process.setSourceMapsEnabled(true);
const startup = new Startup();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => startup.stop());
// Nobody reads our output any more (`| head`): no reason to end, and telling that would fail again.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => end(error.stack ?? String(error)));
start().catch((error: unknown) => end(error instanceof InvalidSettings ? error.message : explain(error)));

/** Starts the stand-ins that no setting replaces, then the service, which cannot tell the difference. */
async function start(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const given = loadSettings(process.env);
  const needed = neededStandins(given);
  requireTheRest(needed);
  // Keeps one core busy while the database starts on the other; a failure is heard of when it is waited for.
  const loading = loadService();
  loading.catch(() => undefined);
  if (Object.values(needed).includes(true)) await lockFolder(given.DATA_DIR);
  await requireFree(given.PORT, given.HOST, 'the site');
  const port = given.PORT || (await findFreePort());
  const standins = await startStandins(startup, {
    needed,
    dataDir: given.DATA_DIR,
    givenPort: given.PORT,
    serviceUrl: localUrl(given, port),
    webhookEvents: neededTypes,
  });
  if (Object.values(needed).includes(true)) {
    const { DATABASE_URL: _own, ...reached } = standins.env;
    await keepEnvironment(given.DATA_DIR, { ...reached, PORT: String(port) });
  }
  const settings = loadSettings({
    SAMPLE_DATA: needed.database && !given.livemode ? 'on' : 'off',
    ...environment(standins),
    PORT: String(port),
  });
  const { startService, migrate, seed, welcome } = await startup.step('Loading', () => loading);
  const databaseUrl = settings.DATABASE_URL ?? '';
  await startup.step('Database schema', () => migrate(databaseUrl));
  if (settings.SAMPLE_DATA === 'on')
    await startup.step('Sample newsroom', () => seed(databaseUrl, new SystemClock()));
  const service = await startup.step(
    'Service',
    () => startService(settings),
    (started) => started.close(),
  );
  console.log(await welcome(service, settings, standins));
  startup.running();
}

function neededStandins(given: Settings): Needed {
  return {
    database: !given.DATABASE_URL,
    stripe: !given.STRIPE_SECRET_KEY && !given.STRIPE_API_BASE,
    mailbox: !given.SMTP_URL,
  };
}

/** What no stand-in will bring is found missing before anything is started. */
function requireTheRest(needed: Needed): void {
  const promised = {
    ...(needed.database && { DATABASE_URL: 'postgres://promised' }),
    ...(needed.stripe && { STRIPE_SECRET_KEY: 'sk_test_promised', STRIPE_WEBHOOK_SECRET: 'whsec_promised' }),
    ...(needed.mailbox && { SMTP_URL: 'smtp://promised' }),
    ...(Object.values(needed).includes(true) && { SESSION_SECRET: 'promised'.repeat(4) }),
  };
  const missing = missingSettings(loadSettings({ ...process.env, ...promised }));
  if (missing.length > 0) throw new InvalidSettings(missing);
}

async function loadService() {
  const [{ startService }, { migrate }, { seed }, { welcome }] = await Promise.all([
    import('./service.js'),
    import('./database/data-source.js'),
    import('./seed/sample-newsroom.js'),
    import('./welcome.js'),
  ]);
  return { startService, migrate, seed, welcome };
}

/** Stand-ins replace what was not given, and propose the rest. */
function environment({ env, defaults }: Standins): NodeJS.ProcessEnv {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  return { ...defaults, ...given, ...env };
}

function localUrl({ HOST }: Settings, port: number): string {
  return `http://${['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST}:${port}`;
}

function end(complaint: string): void {
  console.error(complaint);
  void startup.end(1);
}
