import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from '../folder-lock.js';
import { ensureCluster, readPassword } from './cluster.js';
import { answers, ensureDatabase, urlOf, waitForGuestsToLeave } from './connection.js';
import { type Placement, placeBinaries, placeDatabase } from './placement.js';
import { claims, pidFile, readPostmaster } from './postmaster.js';
import { type Server, startServer } from './server.js';
import { killServer, stopServer } from './stopping.js';

export interface DatabaseOptions {
  dataDir: string;
  /** PostgreSQL settings over ours; tests give `{fsync: 'off'}`. */
  settings?: Record<string, string>;
  /** How long a server that was left behind may take to answer, or to end if it is shutting down. */
  orphanPatienceMs?: number;
}

export interface Database {
  /** `postgres://…` of the service's own database. */
  url: string;
  port: number;
  /** Whether a server that an earlier run left behind was taken over. */
  adopted: boolean;
  stop(): Promise<void>;
}

/**
 * Brings up the local PostgreSQL whose data belong to the data folder.
 * @throws FolderInUse if another process runs it already
 */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const { dataDir, settings = {} } = options;
  await mkdir(dataDir, { recursive: true });
  const placement = await placeDatabase(dataDir);
  const lock = await lockFolder(placement.home);
  try {
    const binaries = await placeBinaries(placement.owner);
    await ensureCluster(placement, binaries);
    const password = await readPassword(placement);
    const orphan = await findOrphan(placement, password, options.orphanPatienceMs ?? 10_000);
    const { pid, port } = orphan ?? (await startServer(placement, binaries, password, settings));
    await ensureDatabase(port, password, 'thousandfold');
    const stop = async () => {
      await waitForGuestsToLeave(port, password, 1_000);
      await stopServer(placement, binaries, pid);
      await lock.release();
    };
    return { url: urlOf(port, password, 'thousandfold'), port, adopted: orphan !== undefined, stop };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A server that outlived its starter is taken over if it answers, waited for if it is ending, ended if it hangs. */
async function findOrphan(
  placement: Placement,
  password: string,
  patienceMs: number,
): Promise<Server | undefined> {
  const { cluster } = placement;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await readPostmaster(cluster);
    if (!found) return undefined;
    const claim = await claims(found.pid, cluster);
    if (claim === 'no') break;
    if (found.port && (await answers(found.port, password))) return { pid: found.pid, port: found.port };
    if (Date.now() < deadline) await sleep(50);
    else if (claim === 'here') await killServer(placement, found.pid);
    // A PostgreSQL of somebody else, under a number that was once our server's.
    else break;
  }
  await rm(pidFile(cluster), { force: true });
  return undefined;
}
