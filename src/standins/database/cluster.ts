import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import { CannotStart } from '../errors.js';
import { keptSecret, readKept } from '../kept-file.js';
import { ROLE } from './connection.js';
import { cleanEnvironment } from './environment.js';
import { giveTo } from './owner.js';
import type { Placement } from './placement.js';

const SETTINGS = `
# Thousandfold's local database: TCP on this machine alone; everything committed is on the disk.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 100
shared_buffers = '128MB'
fsync = on
synchronous_commit = on
full_page_writes = on
log_checkpoints = off
log_line_prefix = '%m [%p] '
timezone = 'UTC'
log_timezone = 'UTC'
`;

/** Makes the cluster if there is none. An interrupted attempt leaves `cluster.new`, which the next one clears away. */
export async function ensureCluster(placement: Placement, binaries: Binaries): Promise<void> {
  const { cluster, home, owner } = placement;
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const staging = join(home, 'cluster.new');
  const pwfile = join(home, 'password.for-initdb');
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { mode: 0o700 });
  await giveTo(owner, staging);
  const password = await keptSecret(placement.passwordFile, () => randomBytes(24).toString('base64url'));
  await rm(pwfile, { force: true });
  await writeFile(pwfile, password, { mode: 0o600 });
  await giveTo(owner, pwfile);
  try {
    await initialise(placement, binaries, staging, pwfile);
  } finally {
    await rm(pwfile, { force: true });
  }
  await appendFile(join(staging, 'postgresql.conf'), SETTINGS);
  await rename(staging, cluster);
}

/** @throws if the cluster's password has been lost */
export async function readPassword({ passwordFile, cluster }: Placement): Promise<string> {
  const password = await readKept(passwordFile);
  if (password) return password;
  throw new CannotStart(
    `The local database in ${cluster} is there, but its password file ${passwordFile} is missing.`,
  );
}

async function initialise(
  placement: Placement,
  binaries: Binaries,
  staging: string,
  pwfile: string,
): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = ['-D', staging, '-U', ROLE, `--pwfile=${pwfile}`, '--auth=scram-sha-256', ...locale];
  const child = spawn(binaries.initdb, args, {
    ...placement.owner,
    cwd: placement.home,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | string | null>((resolve, reject) => {
    // Where the C library is another one (Alpine's), the program is there and yet "not found".
    child.once('error', ({ message }) =>
      reject(new CannotStart(`PostgreSQL does not run here (${message}): set DATABASE_URL to one of yours.`)),
    );
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
  if (code !== 0) throw new CannotStart(`PostgreSQL's initdb ended with ${code}:\n${output.trim()}`);
}
