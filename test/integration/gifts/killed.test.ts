import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { DataSource } from 'typeorm';
import { SystemClock } from '../../../src/common/clock.js';
import { newId } from '../../../src/common/ids.js';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { seed } from '../../../src/seed/sample-newsroom.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { isDue, minutesPass } from '../../support/jobs.js';
import { ServiceProcess } from '../../support/service-process.js';

const GIFTS = 60;
/** The mail server takes that many, and then the service is killed before it hears of the last. */
const TAKEN = 25;

let dataDir: string;
let database: TestDatabase;
let dataSource: DataSource;
let service: ServiceProcess;
let smtp: SMTPServer;
/** Each mail that the server took: to whom, and its Message-ID. */
const taken: { to: string; messageId: string }[] = [];
let onTaken: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-killed-'));
  database = await createTestDatabase();
  await seed(database.url, new SystemClock());
  dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  smtp = await listen();
  const address = smtp.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  service = await ServiceProcess.prepare({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    STRIPE_SECRET_KEY: 'sk_test_nobody',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: 'whsec_nobody',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    CATCH_UP: 'off',
    LOG_LEVEL: 'error',
  });
}, 60_000);

afterAll(async () => {
  await service.kill();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await dataSource.destroy();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function listen(): Promise<SMTPServer> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, session, done) => {
      let message = '';
      stream.on('data', (chunk: Buffer) => (message += chunk.toString()));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        taken.push({ to, messageId: /^Message-ID: (\S+)/im.exec(message)?.[1] ?? '' });
        void onTaken().finally(() => done(null));
      });
    },
  });
  // Whoever is killed leaves in the middle of a conversation.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function giftsAreDue(): Promise<void> {
  await dataSource.query(
    `insert into gifts (id, purchase_id, place, plan_id, tier, months, giver_name, giver_email, recipient_email,
       deliver_at, claim_until, livemode, bought_at)
     select id, $2, place, 'supporter-month', 'supporter', 3, 'Ben', 'ben@example.test',
       'friend-' || place || '@example.test', now(), now() + interval '1 year', false, now()
     from unnest($1::uuid[]) with ordinality g (id, place)`,
    [Array.from({ length: GIFTS }, () => newId()), newId()],
  );
}

const sent = async (): Promise<number> =>
  (await dataSource.query(`select count(*) as count from mails where state = 'sent'`))[0].count;

it('a service that is killed between sending and noting sends nobody another e-mail than before', async () => {
  await giftsAreDue();
  await service.start();
  onTaken = async () => {
    if (taken.length === TAKEN) await service.kill();
  };
  await isDue(database.url, 'gifts');
  await eventually(
    async () => taken.length,
    (count) => count >= TAKEN,
    { within: 60_000 },
  );
  onTaken = async () => undefined;
  const [{ delivered }] = await dataSource.query(
    `select count(*) as delivered from gifts where status = 'delivered'`,
  );
  expect(delivered).toBe(GIFTS);
  expect(await sent()).toBeLessThan(TAKEN);
  await minutesPass(database.url);
  await service.start();
  await eventually(sent, (count) => count === GIFTS, { within: 30_000, every: 200 });
  const ids = new Map<string, Set<string>>();
  for (const { to, messageId } of taken) ids.set(to, (ids.get(to) ?? new Set()).add(messageId));
  expect(ids.size).toBe(GIFTS);
  // The mail server had taken some that were not noted: they came again, and are told apart by nobody.
  expect([...ids.values()].every(({ size }) => size === 1)).toBe(true);
  expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(GIFTS);
  // At most what was under way at that moment, on four connections and in the note that was being written.
  expect(taken.length - GIFTS).toBeGreaterThanOrEqual(1);
  expect(taken.length - GIFTS).toBeLessThanOrEqual(12);
}, 150_000);
