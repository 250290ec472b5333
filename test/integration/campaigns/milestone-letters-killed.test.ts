import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type QueryRunner } from 'typeorm';
import { emailHash } from '../../../src/campaigns/course/campaign-news.service.js';
import { SystemClock } from '../../../src/common/clock.js';
import { dataSourceOptions } from '../../../src/database/data-source.js';
import { seed } from '../../../src/seed/sample-newsroom.js';
import { startMailbox } from '../../../src/standins/mailbox/mailbox.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { isDue, minutesPass } from '../../support/jobs.js';
import { ServiceProcess } from '../../support/service-process.js';

/** Several batches of them. */
const MEMBERS = 900;

let dataDir: string;
let database: TestDatabase;
let dataSource: DataSource;
let service: ServiceProcess;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'thousandfold-letters-'));
  database = await createTestDatabase();
  await seed(database.url, new SystemClock());
  dataSource = await new DataSource(dataSourceOptions(database.url)).initialize();
  mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir: join(dataDir, 'mailbox') });
  service = await ServiceProcess.prepare({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    STRIPE_SECRET_KEY: 'sk_test_nobody',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: 'whsec_nobody',
    SMTP_URL: mailbox.smtpUrl,
    SESSION_SECRET: 'a-session-secret-for-tests-of-32-characters',
    CATCH_UP: 'off',
    LOG_LEVEL: 'error',
  });
}, 60_000);

afterAll(async () => {
  await service.kill();
  await mailbox.close();
  await dataSource.destroy();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Each by two memberships: two rows of the ledger, in different batches, for one address. */
async function membersHaveJoined(): Promise<string> {
  const [{ id }] = await dataSource.query(`select id from campaigns where slug = 'birthday'`);
  await dataSource.query(
    `with people as (
       insert into members (id, email, normalised_email, name, livemode, created_at)
       select gen_random_uuid(), 'reader-' || n || '@example.test', 'reader-' || n || '@example.test', 'Reader ' || n, false, now()
       from generate_series(1, $2::int) n returning id)
     insert into ledger_entries (campaign_id, kind, source, delta, at, livemode, member_id)
     select $1, 'membership', what || ':' || id, delta, now(), false, id
     from people, (values ('member', 1), ('purchase', 0)) each (what, delta) order by what, id`,
    [id, MEMBERS],
  );
  return id;
}

/** The milestone as it is noted when it is reached: who is counted now shall hear of it. */
async function isReached(campaign: string): Promise<void> {
  await dataSource.query(
    `insert into campaign_milestones (campaign_id, percent, reached_at, tell_through)
     select $1, 50, now(), max(id) from ledger_entries`,
    [campaign],
  );
}

/** Holds what the service is about to write to a reader in a later batch, so that it stands in the middle of that one. */
async function holdUp(campaign: string): Promise<QueryRunner> {
  const [{ email }] = await dataSource.query(
    `select m.email from ledger_entries e join members m on m.id = e.member_id order by e.at, e.id offset 500 limit 1`,
  );
  const holder = dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query(
    `insert into mails (id, dedupe_key, template, recipient, locale) values (gen_random_uuid(), $1, 'milestone-letter', '', 'en')`,
    [`milestone-letter:${campaign}:50:${emailHash(String(email))}`],
  );
  return holder;
}

const count = async (sql: string): Promise<number> => (await dataSource.query(sql))[0].count;
const queued = (): Promise<number> =>
  count(`select count(*) as count from mails where template = 'milestone-letter'`);
const isHeldUp = (): Promise<number> =>
  count(
    `select count(*) as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into mails%'`,
  );

it('a service that is killed between two batches goes on where it stopped, and writes to nobody twice', async () => {
  const campaign = await membersHaveJoined();
  const holder = await holdUp(campaign);
  await isReached(campaign);
  await service.start();
  await isDue(database.url, 'milestone-letters');
  await eventually(isHeldUp, (held) => held > 0, { within: 90_000, every: 100 });
  await service.kill();
  await holder.rollbackTransaction();
  await holder.release();
  const before = await queued();
  expect(before).toBe(400);
  const [{ toldTo }] = await dataSource.query('select told_to "toldTo" from campaign_milestones');
  expect(toldTo).not.toBeNull();

  await minutesPass(database.url);
  await service.start();
  await isDue(database.url, 'milestone-letters');
  await eventually(queued, (all) => all === MEMBERS, { within: 90_000, every: 200 });
  await eventually(
    () => count('select count(*) as count from campaign_milestones where told_at is not null'),
    (done) => done === 1,
    { within: 90_000, every: 200 },
  );
  await eventually(
    () => count(`select count(*) as count from mails where state = 'sent'`),
    (sent) => sent === MEMBERS,
    { within: 60_000, every: 200 },
  );
  const answer = await fetch(`${mailbox.url}/api/messages?limit=10000`);
  const mails = (await answer.json()) as { to: string[] }[];
  expect(new Set(mails.map(({ to }) => to[0])).size).toBe(MEMBERS);
  expect(await queued()).toBe(MEMBERS);
}, 300_000);
