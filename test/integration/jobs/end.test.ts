import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { ServiceProcess } from '../../support/service-process.js';
import { SlowSmtp } from '../../support/slow-smtp.js';

const staff = ['ann@example.test', 'ben@example.test', 'cleo@example.test', 'dora@example.test'];

let dataDir: string;
let database: TestDatabase;
let client: pg.Client;
let smtp: SlowSmtp;
let service: ServiceProcess;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-test-'));
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  smtp = await SlowSmtp.start();
  service = await ServiceProcess.prepare({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    STRIPE_SECRET_KEY: 'sk_test_nobody',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: 'whsec_nobody',
    SMTP_URL: smtp.url,
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    STAFF_EMAILS: staff.join(','),
    RATE_LIMITS: 'off',
    CATCH_UP: 'off',
    LOG_LEVEL: 'warn',
  });
});

afterAll(async () => {
  await service.kill();
  await smtp.close();
  await client.end();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** By state, with the attempts that were used up. */
async function mailJobs(): Promise<Record<string, number>> {
  const { rows } = await client.query<{ state: string; count: string }>(
    `select concat_ws(' ', state, case when retry_count > 0 then retry_count || ' used' end) state, count(*)
     from pgboss.job where name = 'mail' group by 1`,
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

const sending = (): Promise<Record<string, number>> =>
  eventually(mailJobs, ({ active = 0, completed = 0 }) => active > 0 && active + completed > 0);

async function signIn(email: string): Promise<void> {
  const answer = await fetch(`${service.url}/staff/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ email }),
  });
  expect(answer.status).toBe(200);
}

it('gives mails back that do not end in time, and no attempt is used up', async () => {
  smtp.delay = Infinity;
  await service.start();
  for (const email of staff) await signIn(email);
  await sending();
  const began = Date.now();
  await service.kill('SIGTERM');
  expect(Date.now() - began).toBeLessThan(15_000);
  const { created = 0, retry = 0, ...others } = await mailJobs();
  expect(others).toEqual({});
  expect(created + retry).toBe(staff.length);
  expect(retry).toBeGreaterThan(0);
  expect(service.lastWords).toBe('');
}, 60_000);

it('waits for mails that are being sent', async () => {
  smtp.delay = 1_000;
  await service.start();
  await sending();
  await service.kill('SIGTERM');
  const { created = 0, retry = 0, completed = 0, ...others } = await mailJobs();
  expect(others).toEqual({});
  expect(completed).toBe(smtp.taken.length);
  expect(created + retry + completed).toBe(staff.length);
  expect(service.lastWords).toBe('');
}, 60_000);

it('sends every mail once in the end', async () => {
  smtp.delay = 0;
  await service.start();
  await eventually(mailJobs, ({ completed = 0 }) => completed === staff.length);
  expect([...smtp.taken].sort()).toEqual(staff);
  const { rows } = await client.query(`select distinct state, error from mails`);
  expect(rows).toEqual([{ state: 'sent', error: null }]);
}, 60_000);
