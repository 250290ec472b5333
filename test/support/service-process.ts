import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { eventually } from './eventually.js';

/** The service as a process of its own, as production runs it, so that it can be killed. */
export class ServiceProcess {
  /** How often it ended although nobody killed it, once it had answered. */
  collapses = 0;
  private child: ChildProcess | null = null;
  private wanted = false;
  private complaints = '';

  private constructor(
    private readonly env: NodeJS.ProcessEnv,
    readonly url: string,
  ) {}

  static async prepare(env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
    const port = await freePort();
    return new ServiceProcess({ ...env, PORT: String(port) }, `http://127.0.0.1:${port}`);
  }

  /** Until it answers. As under a supervisor: one that cannot start, because its database is away, is started again. */
  async start({ within = 60_000 } = {}): Promise<void> {
    const deadline = Date.now() + within;
    this.wanted = true;
    while (this.wanted && Date.now() < deadline) if (await this.launch(deadline)) return;
    throw new Error(`the service did not start:\n${this.complaints}`);
  }

  /** No signal handler runs, nothing is finished. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.wanted = false;
    this.child = null;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Bytes that it holds in memory now; on Linux. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.child?.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  }

  /** What it wrote last to its error output. */
  get lastWords(): string {
    return this.complaints;
  }

  private async launch(deadline: number): Promise<boolean> {
    const child = spawn(process.execPath, ['--import', './scripts/typescript.mjs', 'src/main.ts'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...this.env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.on('data', (said: Buffer) => (this.complaints = (this.complaints + said).slice(-4000)));
    this.child = child;
    await eventually(
      () => isAlive(this.url),
      (alive) => alive || hasEnded(child),
      { within: Math.max(0, deadline - Date.now()) },
    );
    if (hasEnded(child)) return false;
    child.once('exit', () => (this.collapses += this.child === child ? 1 : 0));
    return true;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function isAlive(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
