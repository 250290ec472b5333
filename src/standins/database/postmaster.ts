import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '../errors.js';

/** What a running (or crashed) server says of itself in its `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  /** Unknown for the first moment of a start. */
  port: number | undefined;
}

export const pidFile = (cluster: string) => join(cluster, 'postmaster.pid');

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  if (!existsSync(pidFile(cluster))) return undefined;
  const [pid, , , port] = await readFile(pidFile(cluster), 'utf8').then(
    (text) => text.split('\n'),
    (error: unknown) => {
      // It ended between the two looks.
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    },
  );
  return pid ? { pid: Math.abs(Number(pid)), port: Number(port) || undefined } : undefined;
}

/** `elsewhere`: a PostgreSQL, but started for another folder (or for this one under an earlier name). */
export type Claim = 'here' | 'elsewhere' | 'no';

/** Whether the process is a server for the cluster: after a reboot, or in a container, its number may be another's. */
export async function claims(pid: number, cluster: string): Promise<Claim> {
  const command = await commandOf(pid);
  if (!/postgres(\.exe)?["\s]/.test(`${command} `)) return 'no';
  return command.includes(cluster) ? 'here' : 'elsewhere';
}

/** Empty for a process that has ended, even if nobody has collected it yet. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').then(
      (text) => text.replaceAll('\0', ' '),
      () => '',
    );
  }
  const [program, args] =
    process.platform === 'win32'
      ? [
          'powershell',
          [
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
          ],
        ]
      : ['ps', ['-ww', '-p', String(pid), '-o', 'command=']];
  // Both end with an error when there is no such process.
  return promisify(execFile)(program as string, args as string[]).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
