import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface DatabaseProcess {
  url: string;
  adopted: boolean;
  child: ChildProcess;
}

/** Starts `run-database.ts` of a checkout and waits until it says where the database is. */
export async function runDatabase(
  dataDir: string,
  options: SpawnOptions = {},
  checkout: string = process.cwd(),
): Promise<DatabaseProcess> {
  const args = [
    '--import',
    `${checkout}/scripts/typescript.mjs`,
    `${checkout}/test/support/run-database.ts`,
    dataDir,
  ];
  const child = spawn(process.execPath, args, {
    ...options,
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  if (!child.stdout) throw new Error('no output to read');
  for await (const line of createInterface(child.stdout)) {
    return { ...(JSON.parse(line) as { url: string; adopted: boolean }), child };
  }
  throw new Error(`The database did not start:\n${complaint}`);
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
