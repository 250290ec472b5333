import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startDatabase } from '../../src/standins/database/start-database.js';
import { errorCode } from '../../src/standins/errors.js';
import { FolderInUse } from '../../src/standins/folder-lock.js';

const PREFIX = 'thousandfold-test-';

/** What a cut power supply would do to a test run's data does not matter; that it is fast does. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** One PostgreSQL for the whole run, with a migrated database that `createTestDatabase` copies. */
export async function startTestServer(): Promise<{ stop(): Promise<void> }> {
  await clearAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // PostgreSQL does not run as root, and whom it runs as must come in here.
  await chmod(dataDir, 0o755);
  const server = await startDatabase({ dataDir, settings: FAST });
  process.env.TEST_DATABASE_SERVER = server.url;
  await makeTemplate(server.url);
  return {
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create database template_test');
  const { migrate } = await import('../../src/database/data-source.js');
  await migrate(url.replace(/[^/]+$/, 'template_test'));
  await client.query('alter database template_test with is_template true allow_connections false');
  await client.end();
}

/** Servers of our own earlier runs that were killed. */
async function clearAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    const dataDir = join(tmpdir(), name);
    if (!pid || isAlive(Number(pid))) continue;
    try {
      if ((await stat(dataDir)).uid !== process.getuid?.()) continue;
      if (existsSync(join(dataDir, 'database/password'))) await (await startDatabase({ dataDir })).stop();
      await rm(dataDir, { recursive: true, force: true });
    } catch (error) {
      // Another run is clearing it at this moment, or has done so.
      if (!(error instanceof FolderInUse) && errorCode(error) !== 'ENOENT') throw error;
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
