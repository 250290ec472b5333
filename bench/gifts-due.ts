import PgBoss from 'pg-boss';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { SystemClock } from '../src/common/clock.js';
import { newId } from '../src/common/ids.js';
import { seed } from '../src/seed/sample-newsroom.js';
import { startMailbox } from '../src/standins/mailbox/mailbox.js';
import { type BenchDatabase, startBenchDatabase } from './support/bench-database.js';
import type { Measure, Measurement } from './support/measurement.js';
import { type ServiceProcess, startProcess } from './support/service-process.js';

const GIFTS = Number(process.env.BENCH_GIFTS ?? 10_000);
const PER_SECOND = 200;

/** All gifts of one morning: from their minute until the last e-mail is with the mail server, each once. */
export const measure: Measure = async () => {
  const measurements: Measurement[] = [];
  for (const processes of [1, 3]) measurements.push(await morning(processes));
  return measurements;
};

async function morning(processes: number): Promise<Measurement> {
  const database = await startBenchDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'thousandfold-bench-mail-'));
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dataDir: folder });
  await seed(database.url, new SystemClock());
  const services: ServiceProcess[] = [];
  while (services.length < processes)
    services.push(await startProcess('./whole-service.ts', env(database, mailbox.smtpUrl)));
  try {
    await scheduleAll(database.dataSource);
    const began = Date.now();
    await beginSweep(database.url);
    await allSent(database.dataSource);
    const seconds = (Date.now() - began) / 1000;
    await checkOnce(folder);
    return {
      what: `${GIFTS} gifts due, ${processes} ${processes === 1 ? 'process' : 'processes'}`,
      value: GIFTS / seconds,
      unit: 'e-mails/s',
      target: PER_SECOND,
    };
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await mailbox.close();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function env({ url }: BenchDatabase, smtpUrl: string): NodeJS.ProcessEnv {
  return {
    PORT: '0',
    SMTP_URL: smtpUrl,
    MAIL_PER_SECOND: '100000',
    SESSION_SECRET: 'a-session-secret-of-the-bench-32-characters',
    DATABASE_URL: url,
    STRIPE_SECRET_KEY: 'sk_test_of_the_bench',
    STRIPE_API_BASE: 'http://127.0.0.1:9',
    STRIPE_WEBHOOK_SECRET: 'whsec_of_the_bench',
    CATCH_UP: 'off',
  };
}

async function scheduleAll(dataSource: DataSource): Promise<void> {
  const ids = Array.from({ length: GIFTS }, () => newId());
  await dataSource.query(
    `insert into gifts (id, purchase_id, place, plan_id, tier, months, giver_name, giver_email, recipient_name,
       recipient_email, message, deliver_at, claim_until, livemode, bought_at)
     select id, $2, place, 'supporter-month', 'supporter', 3, 'Ben ' || place, 'ben@example.test', 'Friend ' || place,
       'friend-' || place || '@example.test', 'Happy birthday, and read on! ' || place, now(), now() + interval '1 year',
       false, now()
     from unnest($1::uuid[]) with ordinality g (id, place)`,
    [ids, newId()],
  );
}

/** As the minute's end does. */
async function beginSweep(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
  await boss.start();
  await boss.insert([{ name: 'gifts', data: {}, singletonKey: 'bench' }]);
  await boss.stop({ graceful: false });
}

async function allSent(dataSource: DataSource): Promise<void> {
  for (;;) {
    const [row]: { sent: number }[] = await dataSource.query(
      `select count(*) sent from mails where template = 'gift-delivery' and state = 'sent'`,
    );
    if (row && row.sent >= GIFTS) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function checkOnce(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const recipients = new Set(texts.flatMap((text) => (JSON.parse(text) as { to: string[] }).to));
  if (texts.length !== GIFTS || recipients.size !== GIFTS)
    throw new Error(`${texts.length} e-mails reached ${recipients.size} of ${GIFTS} people`);
}
