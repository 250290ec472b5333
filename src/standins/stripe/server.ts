import { join } from 'node:path';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { lockFolder } from '../folder-lock.js';
import { MovedClock, systemClock } from './clock.js';
import type { Clock } from './clock.js';
import { registerDashboard } from './dashboard/pages.js';
import { registerControls } from './controls/doors.js';
import type { Controls } from './controls/doors.js';
import { Faults } from './controls/faults.js';
import { meetFaults } from './controls/meet-faults.js';
import { TimeMachine } from './controls/time-machine.js';
import { registerHelpers } from './helpers.js';
import { Deliveries } from './deliveries.js';
import type { DeliveryOptions } from './deliveries.js';
import { registerApi } from './http/api.js';
import { forgetOldResponses } from './http/idempotency.js';
import { registerAssets } from './pages/assets.js';
import { registerPayPages } from './paypage/pages.js';
import { checkPortFree } from './port.js';
import { registerPortal } from './portal/pages.js';
import { routes } from './resources/routes.js';
import { createEndpoint } from './resources/webhook-endpoints.js';
import { registerInvoicePage } from './invoicepage/pages.js';
import { Journal } from './store/journal.js';
import { Store } from './store/store.js';
import { Timekeeper } from './timekeeper.js';
import { AUTOMATIC, World } from './world.js';

export interface StandinOptions {
  /** 0 takes a free one. */
  port: number;
  host?: string;
  /** Where the journal lies; without it everything is forgotten at the end. */
  dataDir?: string;
  clock?: Clock;
  /** How pages are reached from outside, where that is not `http://host:port`. */
  publicUrl?: string;
  /** An endpoint that is there from the start, with a secret that both sides know. */
  webhook?: { url: string; secret: string };
  deliveries?: DeliveryOptions;
  /** How long "some time later" is for disputes by test cards and slow refunds. */
  settleSeconds?: number;
}

export interface StripeStandin {
  url: string;
  port: number;
  secretKey: string;
  /** Does at once all that is due by the clock, for a clock that was just moved. */
  tick(): void;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MAX_BODY_BYTES = 1 << 20;

/**
 * Starts a local server that takes Stripe's place across the wire.
 * @throws FolderInUse if another one, on whatever port, has this data folder
 */
export async function startStripeStandin(options: StandinOptions): Promise<StripeStandin> {
  await checkPortFree(options.port, options.host ?? HOST);
  const { dataDir } = options;
  if (!dataDir) return open(options, null);
  const journal = new Journal(join(dataDir, 'journal.jsonl'));
  // A store rewrites its journal at the start, which must not happen under another stand-in.
  const lock = await lockFolder(dataDir);
  try {
    const standin = await open(options, journal);
    return { ...standin, close: () => standin.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function open(options: StandinOptions, journal: Journal | null): Promise<StripeStandin> {
  const { host = HOST } = options;
  const app = fastify({
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
  });
  let url = options.publicUrl ?? '';
  const store = new Store(journal);
  const clock = new MovedClock(options.clock ?? systemClock, store.table('clock').get('clock')?.ahead ?? 0);
  const world = new World({
    store,
    clock,
    publicUrl: () => url,
    settleSeconds: options.settleSeconds ?? 2,
  });
  const deliveries = new Deliveries(world, options.deliveries);
  const timekeeper = new Timekeeper(world, clock);
  const timeMachine = new TimeMachine(world, clock, timekeeper);
  const faults = new Faults();
  const close = async (): Promise<void> => {
    timekeeper.stop();
    faults.stop();
    await timeMachine.stop();
    await app.close();
    await deliveries.stop();
    world.store.close();
  };
  try {
    await build(app, { world, deliveries, faults, timeMachine });
    const origin = await app.listen({ port: options.port, host });
    url ||= origin.replace('[::1]', 'localhost');
    if (options.webhook) ensureEndpoint(world, options.webhook);
    world.act(AUTOMATIC, () => forgetOldResponses(world));
    timekeeper.tick();
    return {
      url: origin,
      port: Number(new URL(origin).port),
      secretKey: 'sk_test_localstandin',
      tick: () => timekeeper.tick(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts extends Controls {
  world: World;
}

async function build(app: FastifyInstance, { world, deliveries, faults, timeMachine }: Parts): Promise<void> {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  await app.register(async (scope) => registerFaultyApi(scope, world, faults), { prefix: '/v1' });
  await app.register(async (scope) => registerHelpers(scope, world));
  await app.register(async (scope) => registerControls(scope, { deliveries, faults, timeMachine }));
  await app.register(async (scope) => registerAssets(scope));
  await app.register(async (scope) => registerPayPages(scope, world));
  await app.register(async (scope) => registerInvoicePage(scope, world));
  await app.register(async (scope) => registerPortal(scope, world));
  await app.register(async (scope) => registerDashboard(scope, world));
}

/** Faults meet the API alone: what controls them, and all pages, stay reachable. */
function registerFaultyApi(app: FastifyInstance, world: World, faults: Faults): void {
  meetFaults(app, faults);
  registerApi(app, world, routes);
}

function ensureEndpoint(world: World, webhook: { url: string; secret: string }): void {
  world.act(AUTOMATIC, () => {
    const known = [...world.store.table('webhook_endpoint').after()].find((one) => one.url === webhook.url);
    if (!known) createEndpoint(world, { ...webhook, enabled_events: ['*'] });
    else if (known.secret !== webhook.secret)
      world.put('webhook_endpoint', { ...known, secret: webhook.secret });
  });
}
