import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { findFreePort } from '../../src/standins/ports.js';
import { CutShort } from '../support/cut-short.js';
import { createEmptyDatabase, createTestDatabase } from '../support/database.js';
import { findFourFreePorts } from '../support/free-ports.js';
import { StartProcess } from '../support/start-process.js';

describe('npm start', () => {
  let dataDir: string;
  let started: StartProcess[];
  let taken: Server;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'start-'));
    await chmod(dataDir, 0o755);
    started = [];
    taken = createServer();
  });

  afterEach(async () => {
    for (const each of started.reverse()) await each.stop('SIGINT');
    if (taken.listening) await new Promise((resolve) => taken.close(resolve));
    await rm(dataDir, { recursive: true });
  });

  const start = (env: NodeJS.ProcessEnv = {}): StartProcess => {
    const process = new StartProcess(dataDir, { PORT: '0', ...env });
    started.push(process);
    return process;
  };
  const running = async (env: NodeJS.ProcessEnv = {}): Promise<StartProcess> => {
    const process = start(env);
    await process.printed('Ctrl-C ends it');
    return process;
  };
  const ok = async (url: string) => expect((await fetch(url)).status).toBe(200);

  it('runs everything, says where, lets nobody else on its data, and ends whole', async () => {
    const first = await running();
    const site = first.address('Site');
    const campaign = await (await fetch(`${site}/api/campaigns/birthday`)).json();
    expect(campaign).toMatchObject({ slug: 'birthday', goal: { kind: 'members', target: 1000 } });
    for (const name of ['Site', 'Sample article', 'Staff console', 'Mailbox', 'Local Stripe'])
      await ok(first.address(name));

    const second = start();
    expect(await second.exitCode()).toBe(1);
    expect(second.complaints).toEqual([
      expect.stringContaining(`already running on the data folder ${dataDir}`),
    ]);
    await ok(site);

    expect(await first.stop('SIGINT')).toBe(0);
    expect(await first.databaseRuns()).toBe(false);
    await expect(fetch(site)).rejects.toThrow('fetch failed');
    expect(first.complaints).toEqual([]);
  });

  it('loses nothing when it is killed, and goes on by itself', async () => {
    const first = await running();
    const [port] = /(?<=smtp:\/\/127\.0\.0\.1:)\d+/.exec(first.output) ?? [];
    await createTransport(`smtp://127.0.0.1:${port}`).sendMail({
      from: 'a@b.test',
      to: 'ada@example.test',
      subject: 'Kept',
    });
    await first.stop('SIGKILL');
    expect(await first.databaseRuns()).toBe(true);

    const second = await running();
    expect(second.output).toContain('took over');
    await ok(`${second.address('Site')}/api/campaigns/birthday`);
    const mails = await (await fetch(`${second.address('Mailbox')}/api/messages`)).json();
    expect(mails).toMatchObject([{ subject: 'Kept' }]);

    second.stopReading();
    expect(await second.stop('SIGTERM')).toBe(0);
    expect(await second.databaseRuns()).toBe(false);
  });

  it('leaves nothing behind when it is stopped in the middle of its start', async () => {
    const process = start();
    await process.printed('Local PostgreSQL');
    expect(await process.stop('SIGINT')).toBe(0);
    expect(await process.databaseRuns()).toBe(false);
  });

  it.each([
    [0, 'the site'],
    [1, 'local Stripe'],
    [2, 'mailbox page'],
    [3, 'mailbox'],
  ])('says which port is taken (PORT + %d, %s) and starts nothing', async (offset, purpose) => {
    const first = await findFourFreePorts();
    const port = first + offset;
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    const process = start({ PORT: String(first) });

    expect(await process.exitCode()).toBe(1);
    expect(process.complaints).toEqual([expect.stringContaining(`Port ${port} (${purpose}) is taken`)]);
    expect(existsSync(join(dataDir, 'database'))).toBe(false);
  });

  it('names each setting that is wrong or missing, before it starts anything', async () => {
    const wrong = start({ PORT: 'many', STRIPE_SECRET_KEY: 'pk_test_1', SMTP_URL: 'http://mail' });
    expect(await wrong.exitCode()).toBe(1);
    expect(wrong.complaints).toEqual([
      expect.stringContaining('PORT'),
      expect.stringContaining('STRIPE_SECRET_KEY'),
      expect.stringContaining('SMTP_URL'),
    ]);

    const missing = start({ STRIPE_SECRET_KEY: 'sk_test_1' });
    expect(await missing.exitCode()).toBe(1);
    expect(missing.complaints).toEqual([expect.stringContaining('STRIPE_WEBHOOK_SECRET is not set')]);
    expect(existsSync(join(dataDir, 'database'))).toBe(false);
  });

  it('uses the database that it is given, and starts none', async () => {
    const database = await createEmptyDatabase();
    const process = await running({ DATABASE_URL: database.url, SAMPLE_DATA: 'on' });
    await ok(`${process.address('Site')}/api/campaigns/birthday`);
    expect(process.output).not.toContain('PostgreSQL');
    expect(existsSync(join(dataDir, 'database'))).toBe(false);
    await process.stop('SIGINT');
    await database.drop();
  });

  it('says in one line that the database it is given cannot be reached', async () => {
    const process = start({ DATABASE_URL: `postgres://a:secret@127.0.0.1:${await findFreePort()}/x` });
    expect(await process.exitCode()).toBe(1);
    expect(process.complaints).toEqual([
      expect.stringMatching(/^The database at DATABASE_URL cannot be used: .*ECONNREFUSED/),
    ]);
    expect(process.output + process.complaints).not.toContain('secret');
  });

  // While the schema is looked at, while TypeORM connects, and while the jobs start.
  it.each([3, 8, 14])(
    'says in one line that the database was shut down after %i answers',
    async (answers) => {
      const database = await createTestDatabase();
      const line = await CutShort.before(database.url, answers);
      const process = start({ DATABASE_URL: line.url });
      expect(await process.exitCode()).toBe(1);
      // Beside what it logs.
      const complaints = process.complaints.filter((line) => !line.startsWith('{"level":'));
      expect(complaints).toEqual([expect.stringMatching(/^The database at DATABASE_URL cannot be used: ./)]);
      await database.drop();
    },
  );
});
