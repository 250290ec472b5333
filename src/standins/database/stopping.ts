import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart, errorCode } from '../errors.js';
import type { Binaries } from './binaries.js';
import type { Placement } from './placement.js';
import { claims } from './postmaster.js';

/** Each signal with the time it gets, in ms: fast shutdown (open transactions are rolled back), at once, by force. */
type Steps = readonly (readonly [NodeJS.Signals, number])[];
const ORDERLY: Steps = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];
/** For a server that no longer answers; the next start recovers from its log. */
const BY_FORCE: Steps = [
  ['SIGQUIT', 1_000],
  ['SIGKILL', 5_000],
];

export async function stopServer({ cluster }: Placement, binaries: Binaries, pid: number): Promise<void> {
  // Windows has no signals to send.
  if (process.platform === 'win32') return runPgCtlStop(binaries, cluster);
  return end(pid, cluster, ORDERLY);
}

export async function killServer({ cluster }: Placement, pid: number): Promise<void> {
  return end(pid, cluster, BY_FORCE);
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended before the signal came.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function end(pid: number, cluster: string, steps: Steps): Promise<void> {
  for (const [name, patienceMs] of steps) {
    signal(pid, name);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if ((await claims(pid, cluster)) === 'no') return;
      await sleep(15);
    }
  }
  throw new CannotStart(`The local PostgreSQL (process ${pid}) does not end.`);
}

async function runPgCtlStop(binaries: Binaries, cluster: string): Promise<void> {
  const child = spawn(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', cluster], { stdio: 'ignore' });
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}
