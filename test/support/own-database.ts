import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/database/data-source.js';
import { placeDatabase } from '../../src/standins/database/placement.js';
import { readPostmaster } from '../../src/standins/database/postmaster.js';
import { type Database, startDatabase } from '../../src/standins/database/start-database.js';
import { errorCode } from '../../src/standins/errors.js';
import { Gateway } from './gateway.js';

/**
 * A PostgreSQL of the test's own, as durable as in production, that may be killed and started again. Its address stays the
 * same, because a gateway stands before it.
 */
export class OwnDatabase {
  readonly gateway: Gateway;

  private constructor(
    private readonly dataDir: string,
    private server: Database,
  ) {
    this.gateway = new Gateway(() => this.server.port);
  }

  static async start(): Promise<OwnDatabase> {
    // Named like the run's own, so that the next run clears away what a killed one leaves.
    const dataDir = await mkdtemp(join(tmpdir(), `thousandfold-test-${process.pid}-`));
    // PostgreSQL does not run as root, and whom it runs as must come in here.
    await chmod(dataDir, 0o755);
    const own = new OwnDatabase(dataDir, await startDatabase({ dataDir }));
    await migrate(own.server.url);
    await own.gateway.open();
    return own;
  }

  /** Through the gateway, as the service goes. */
  get url(): string {
    const url = new URL(this.server.url);
    url.port = String(this.gateway.port);
    return url.href;
  }

  /** Past the gateway; another one after each start. */
  get directUrl(): string {
    return this.server.url;
  }

  /** `kill -9` to all its processes at once: what was not on disk is lost. */
  async kill(): Promise<void> {
    const { cluster } = await placeDatabase(this.dataDir);
    const postmaster = await readPostmaster(cluster);
    if (!postmaster) throw new Error('the database is not running');
    const children = await childrenOf(postmaster.pid);
    for (const pid of [postmaster.pid, ...children]) killNow(pid);
    await this.server.stop();
  }

  /** An orderly end: open transactions are rolled back, whoever is connected is sent away. */
  async stop(): Promise<void> {
    await this.server.stop();
  }

  /** Again, with whatever it had committed. */
  async startAgain(): Promise<void> {
    this.server = await startDatabase({ dataDir: this.dataDir });
  }

  async remove(): Promise<void> {
    await this.gateway.close();
    await this.server.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** On Linux; elsewhere they end by themselves once they notice that the postmaster is gone. */
async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return list.split(' ').filter(Boolean).map(Number);
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended before the signal came.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
