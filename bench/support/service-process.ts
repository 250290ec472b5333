import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Usage {
  /** Milliseconds of CPU that it has used so far. */
  cpu: number;
  /** Bytes that it holds now. */
  memory: number;
}

export interface ServiceProcess {
  port: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Runs a TypeScript file that tells its port, as production would run it. */
export async function startProcess(file: string, env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    execArgv: ['--import', fileURLToPath(new URL('../../scripts/typescript.mjs', import.meta.url))],
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return { port: await portOf(child), usage: () => usageOf(child), stop: () => stop(child) };
}

async function portOf(child: ChildProcess): Promise<number> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the service ended with ${code} before it listened`);
    }),
  ])) as [{ port: number }];
  return message.port;
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const answer = once(child, 'message');
  child.send('usage');
  const [usage] = (await answer) as [Usage];
  return usage;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
