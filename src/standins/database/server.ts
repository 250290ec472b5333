import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart } from '../errors.js';
import { findFreePort } from '../ports.js';
import type { Binaries } from './binaries.js';
import { answers } from './connection.js';
import { cleanEnvironment } from './environment.js';
import type { Placement } from './placement.js';
import { signal } from './stopping.js';

/** Recovery after a crash may take long. */
const START_DEADLINE_MS = 60_000;

/** The processes of a killed server live on for a moment; and another program may have taken the port. */
const PASSING_FAULTS = /pre-existing shared memory block|could not create any TCP\/IP sockets/;

export interface Server {
  pid: number;
  port: number;
}

/** Starts a server and waits until it answers. `settings` are PostgreSQL's, over those of the cluster. */
export async function startServer(
  placement: Placement,
  binaries: Binaries,
  password: string,
  settings: Record<string, string>,
): Promise<Server> {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const port = await findFreePort();
    const log = await freshLog(placement.cluster);
    const server = launch(placement, binaries, log.fd, { ...settings, port: String(port) });
    await log.close();
    while (!server.hasEnded() && Date.now() < deadline) {
      if (server.pid !== undefined && (await answers(port, password))) return { pid: server.pid, port };
      await sleep(15);
    }
    if (server.pid !== undefined && !server.hasEnded()) signal(server.pid, 'SIGQUIT');
    const said = server.failure() ?? (await readFile(logOf(placement.cluster), 'utf8'));
    if (!PASSING_FAULTS.test(said) || Date.now() > deadline) {
      throw new CannotStart(`The local PostgreSQL did not start:\n${said.trim()}`);
    }
    await sleep(100);
  }
}

/** In a process group of its own, so that Ctrl-C in the terminal reaches us alone and we end it in order. */
function launch(
  { cluster, owner }: Placement,
  binaries: Binaries,
  log: number,
  settings: Record<string, string>,
) {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', cluster, ...options], {
    ...owner,
    cwd: cluster,
    env: cleanEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.unref();
  return {
    pid: child.pid,
    hasEnded: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
    failure: () => failure,
  };
}

const logOf = (cluster: string) => join(cluster, 'server.log');

/** One log per start, and the one before it. */
async function freshLog(cluster: string) {
  const log = logOf(cluster);
  if (existsSync(log)) await rename(log, `${log}.1`);
  return open(log, 'w', 0o600);
}
