import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startDatabase } from './database/start-database.js';
import { CannotStart } from './errors.js';
import { keptSecret } from './kept-file.js';
import { startMailbox } from './mailbox/mailbox.js';
import { requireFree } from './ports.js';
import type { Startup } from './startup.js';
import { startStripeStandin } from './stripe/server.js';
import { registerWebhookEndpoint } from './webhook-endpoint.js';

/** Which of the three no setting replaces. */
export interface Needed {
  database: boolean;
  stripe: boolean;
  mailbox: boolean;
}

export interface StandinOptions {
  needed: Needed;
  dataDir: string;
  /** The service's PORT as it was given; the stand-ins take the three after it, or any if it is 0. */
  givenPort: number;
  /** Where the service can be reached from this machine. */
  serviceUrl: string;
  /** The types of events that Stripe is to post there. */
  webhookEvents: string[];
}

export interface Standins {
  /** What the service is told, in the names of its settings; nothing else lets it know of a stand-in. */
  env: Record<string, string>;
  /** Settings that fit a stand-in, unless others are given. */
  defaults: Record<string, string>;
  stripeUrl?: string;
  mailboxUrl?: string;
}

const HOST = '127.0.0.1';
const HIGHEST_PORT = 65_535;

/** Expects the data folder to be locked. @throws PortTaken before anything is started */
export async function startStandins(startup: Startup, options: StandinOptions): Promise<Standins> {
  const { needed, dataDir, givenPort } = options;
  const standins: Standins = { env: {}, defaults: {} };
  if (!needed.database && !needed.stripe && !needed.mailbox) return standins;
  const ports = portsAfter(givenPort);
  await requireFreePorts(needed, ports);
  standins.defaults.STAFF_EMAILS = 'staff@example.test';
  // The terminal is for a person here, not for a log collector.
  standins.defaults.LOG_LEVEL = 'warn';
  standins.defaults.SESSION_SECRET = await keptSecret(join(dataDir, 'session-secret'), () =>
    randomBytes(32).toString('base64url'),
  );
  if (needed.database) await addDatabase(startup, dataDir, standins);
  if (needed.mailbox) await addMailbox(startup, dataDir, ports, standins);
  if (needed.stripe) await addStripe(startup, options, ports, standins);
  return standins;
}

async function requireFreePorts(needed: Needed, ports: Ports): Promise<void> {
  if (needed.stripe) await requireFree(ports.stripe, HOST, 'local Stripe');
  if (needed.mailbox) await requireFree(ports.mailboxPage, HOST, 'mailbox page');
  if (needed.mailbox) await requireFree(ports.smtp, HOST, 'mailbox');
}

async function addDatabase(startup: Startup, dataDir: string, standins: Standins): Promise<void> {
  const database = await startup.step(
    'Local PostgreSQL',
    () => startDatabase({ dataDir }),
    ({ stop }) => stop(),
  );
  if (database.adopted) console.log('  (took over the one that an earlier run left behind)');
  standins.env.DATABASE_URL = database.url;
}

async function addMailbox(
  startup: Startup,
  dataDir: string,
  ports: Ports,
  standins: Standins,
): Promise<void> {
  const mailbox = await startup.step(
    'Mailbox',
    () =>
      startMailbox({ smtpPort: ports.smtp, httpPort: ports.mailboxPage, dataDir: join(dataDir, 'mailbox') }),
    ({ close }) => close(),
  );
  standins.env.SMTP_URL = mailbox.smtpUrl;
  standins.mailboxUrl = mailbox.url;
}

async function addStripe(
  startup: Startup,
  options: StandinOptions,
  ports: Ports,
  standins: Standins,
): Promise<void> {
  const { dataDir, serviceUrl, webhookEvents } = options;
  const stripe = await startup.step(
    'Local Stripe',
    () => startStripeStandin({ port: ports.stripe, host: HOST, dataDir: join(dataDir, 'stripe') }),
    (started) => started.close(),
  );
  standins.env.STRIPE_API_BASE = stripe.url;
  standins.env.STRIPE_SECRET_KEY = stripe.secretKey;
  const endpoint = { url: `${serviceUrl}/webhooks/stripe`, events: webhookEvents };
  const kept = join(dataDir, 'stripe-webhook.json');
  standins.env.STRIPE_WEBHOOK_SECRET = await registerWebhookEndpoint(stripe, endpoint, kept);
  standins.stripeUrl = stripe.url;
}

interface Ports {
  stripe: number;
  mailboxPage: number;
  smtp: number;
}

function portsAfter(port: number): Ports {
  if (port > HIGHEST_PORT - 3)
    throw new CannotStart(`PORT must be at most ${HIGHEST_PORT - 3}: the three after it are needed too.`);
  return port === 0
    ? { stripe: 0, mailboxPage: 0, smtp: 0 }
    : { stripe: port + 1, mailboxPage: port + 2, smtp: port + 3 };
}
