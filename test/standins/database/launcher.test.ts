import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { claims } from '../../../src/standins/database/postmaster.js';
import { type Database, startDatabase } from '../../../src/standins/database/start-database.js';
import { FolderInUse } from '../../../src/standins/folder-lock.js';
import { type DatabaseProcess, end, runDatabase } from '../../support/database-process.js';
import { eventually } from '../../support/eventually.js';

describe('The local PostgreSQL', () => {
  let dataDir: string;
  let running: Database | undefined;

  // One cluster for all of them: making one is what takes long.
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'database-'));
    await chmod(dataDir, 0o755);
  });

  afterEach(() => stop());
  afterAll(() => rm(dataDir, { recursive: true }));

  const start = async (more: { orphanPatienceMs?: number } = {}) =>
    (running = await startDatabase({ dataDir, ...more }));
  const stop = async () => {
    await running?.stop();
    running = undefined;
  };
  const cluster = (name = '') => join(dataDir, 'database/cluster', name);
  const postmasterPid = async () =>
    Number((await readFile(cluster('postmaster.pid'), 'utf8')).split('\n')[0]);
  const leaveOrphan = async (): Promise<DatabaseProcess> => {
    const left = await runDatabase(dataDir);
    await query(left.url, "create table if not exists kept as select 'still here' as word");
    await end(left.child, 'SIGKILL');
    return left;
  };

  it('starts over when its first initialisation was interrupted', async () => {
    await mkdir(join(dataDir, 'database/cluster.new/base'), { recursive: true });
    await writeFile(join(dataDir, 'database/cluster.new/PG_VERSION'), '18\n');
    await writeFile(join(dataDir, 'database/password.new'), 'half');

    const { url } = await start();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('keeps what was committed over a restart, and keeps it on the disk', async () => {
    const first = await start();
    await query(first.url, "create table if not exists kept as select 'still here' as word");
    await stop();
    const second = await start();

    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'still here' }]);
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
      expect(await query(second.url, `select setting from pg_settings where name = '${name}'`)).toEqual([
        { setting: 'on' },
      ]);
  });

  it('speaks UTF-8 in every language, listens on this machine alone and asks for the password', async () => {
    const { url, port } = await start();

    expect(
      await query(url, "select upper('їжак') as upper, current_setting('server_encoding') as encoding"),
    ).toEqual([{ upper: 'ЇЖАК', encoding: 'UTF8' }]);
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const wrong = `postgres://thousandfold:guessed@127.0.0.1:${port}/thousandfold`;
    await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(dataDir, 'database/password'))).mode & 0o777).toBe(0o600);
    expect((await stat(cluster())).mode & 0o777).toBe(0o700);
  });

  it('is not started twice on one data folder', async () => {
    await start();
    await expect(startDatabase({ dataDir })).rejects.toBeInstanceOf(FolderInUse);
  });

  it('is taken over when its starter was killed', async () => {
    const left = await leaveOrphan();
    const { adopted, url } = await start();

    expect(adopted).toBe(true);
    expect(url).toBe(left.url);
    expect(await query(url, 'select word from kept')).toEqual([{ word: 'still here' }]);
    const pid = await postmasterPid();
    await stop();
    expect(existsSync(cluster('postmaster.pid'))).toBe(false);
    expect(await claims(pid, cluster())).toBe('no');
  });

  it('recovers when it was killed itself, which leaves its pid file', async () => {
    await leaveOrphan();
    process.kill(await postmasterPid(), 'SIGKILL');
    const { adopted, url } = await start();

    expect(adopted).toBe(false);
    expect(await query(url, 'select word from kept')).toEqual([{ word: 'still here' }]);
  });

  it('is not misled by a process that has got the number of a dead server', async () => {
    await start();
    await stop();
    await writeFile(
      cluster('postmaster.pid'),
      `${process.pid}\n${cluster()}\n0\n5432\n\n127.0.0.1\n\nready\n`,
    );

    expect((await start()).adopted).toBe(false);
  });

  it('waits for a server that is shutting down', async () => {
    const left = await leaveOrphan();
    const guest = new pg.Client({ connectionString: left.url });
    await guest.connect();
    // A smart shutdown: nobody new comes in, and the last guest is waited for.
    process.kill(await postmasterPid(), 'SIGTERM');
    await eventually(
      () => readFile(cluster('postmaster.pid'), 'utf8'),
      (text) => text.includes('stopping'),
    );
    const starting = start();
    await guest.end();

    expect((await starting).adopted).toBe(false);
  });

  it('ends a server that hangs, and starts anew', async () => {
    await leaveOrphan();
    process.kill(await postmasterPid(), 'SIGSTOP');
    const { adopted, url } = await start({ orphanPatienceMs: 500 });

    expect(adopted).toBe(false);
    expect(await query(url, 'select word from kept')).toEqual([{ word: 'still here' }]);
  });
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
