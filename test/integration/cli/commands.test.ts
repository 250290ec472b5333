import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { SystemClock } from '../../../src/common/clock.js';
import { seed } from '../../../src/seed/sample-newsroom.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/database.js';

interface Ended {
  code: number;
  out: string;
  complaint: string;
}

let database: TestDatabase;
let client: pg.Client;
let emptyFolder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.url, new SystemClock());
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  emptyFolder = await mkdtemp(join(tmpdir(), 'thousandfold-test-'));
});

afterAll(async () => {
  await client.end();
  await database.drop();
  await rm(emptyFolder, { recursive: true, force: true });
});

/** `npm run cli -- …`, without npm and the build in between. */
function cli(args: string[], env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }): Promise<Ended> {
  const typescript = pathToFileURL('scripts/typescript.mjs').href;
  const command = ['--disable-warning=ExperimentalWarning', '--import', typescript, 'src/cli/main.ts'];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...command, ...args],
      { env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: emptyFolder, ...env } },
      (error, out, complaint) => resolve({ code: error ? Number(error.code) : 0, out, complaint }),
    );
  });
}

describe('the command line', () => {
  it('says what it can do', async () => {
    const { code, out } = await cli(['--help']);
    expect(code).toBe(0);
    for (const name of ['campaigns check', 'campaigns rebuild', 'staff add', 'migrate'])
      expect(out).toContain(name);
  });

  it.each([[[]], [['campaigns', 'destroy']], [['--force']]])('explains itself at %j', async (args) => {
    const { code, out, complaint } = await cli(args);
    expect(code).toBe(2);
    expect(out + complaint).not.toBe('');
    expect(complaint).not.toContain('    at ');
  });

  it('finds a wrong number, writes it anew and finds it right', async () => {
    const [{ id }] = (await client.query(`select id from campaigns where slug = 'birthday'`)).rows;
    await client.query(
      `insert into campaign_tallies (campaign_id, kind, currency, entries, delta, amount) values ($1, 'membership', '', 3, 3, 0)`,
      [id],
    );
    const wrong = await cli(['campaigns', 'check', 'birthday']);
    expect(wrong.code).toBe(1);
    expect(wrong.out).toContain('membership');
    expect((await cli(['campaigns', 'rebuild', 'birthday'])).code).toBe(0);
    expect(await cli(['campaigns', 'check', 'birthday'])).toMatchObject({ code: 0, complaint: '' });
  });

  it.each([
    [['campaigns', 'check', 'none'], 'none'],
    [['campaigns', 'rebuild'], 'slug'],
    [['staff', 'add', 'not-an-address', 'editor'], 'e-mail'],
    [['staff', 'add', 'eva@example.test', 'owner'], 'administrator'],
  ])('refuses %j in one line', async (args, part) => {
    const { code, complaint } = await cli(args);
    expect(code).toBe(2);
    expect(complaint.trim()).toContain(part);
    expect(complaint.trim()).not.toContain('\n');
  });

  it('lets somebody in, and gives them another role', async () => {
    for (const role of ['viewer', 'editor'])
      expect((await cli(['staff', 'add', 'Eva@Example.test', role])).code).toBe(0);
    const { rows } = await client.query(`select email, role, active from staff where email ilike 'eva%'`);
    expect(rows).toEqual([{ email: 'eva@example.test', role: 'editor', active: true }]);
  });

  it('brings an empty database to the newest schema, once', async () => {
    const empty = await createEmptyDatabase();
    const first = await cli(['migrate'], { DATABASE_URL: empty.url });
    expect(first).toMatchObject({ code: 0, complaint: '' });
    expect(first.out).toContain('ran ');
    expect((await cli(['migrate'], { DATABASE_URL: empty.url })).out).toContain('newest');
    await empty.drop();
  });

  it.each(['', 'never-started'])('says so when no database runs in the data folder %j', async (name) => {
    const { code, complaint } = await cli(['campaigns', 'check', 'birthday'], {
      DATA_DIR: join(emptyFolder, name),
    });
    expect(code).toBe(2);
    expect(complaint.trim()).toBe(
      'The local database is not running: start it with npm start, or set DATABASE_URL.',
    );
  });

  it('says so when the database cannot be reached', async () => {
    const { code, complaint } = await cli(['migrate'], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
    });
    expect(code).toBe(2);
    expect(complaint.trim()).toMatch(/^The database cannot be reached: .*ECONNREFUSED.*$/);
  });

  it('never answers 1, which is the check’s own, when it fails itself', async () => {
    const empty = await createEmptyDatabase();
    const { code, complaint } = await cli(['campaigns', 'check', 'birthday'], { DATABASE_URL: empty.url });
    expect(code).toBe(2);
    expect(complaint).toContain('"campaigns" does not exist');
    await empty.drop();
  });
});
