import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { eventually } from '../../support/eventually.js';

/** The service as a process of its own, as production runs it, so that it can be killed. */
export class ServiceProcess {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly env: NodeJS.ProcessEnv,
    readonly url: string,
  ) {}

  static async prepare(env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
    const port = await freePort();
    return new ServiceProcess({ ...env, PORT: String(port) }, `http://127.0.0.1:${port}`);
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', './scripts/typescript.mjs', 'src/main.ts'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...this.env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.child = child;
    await eventually(
      () =>
        fetch(`${this.url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      (alive) => alive || child.exitCode !== null,
      { within: 60_000 },
    );
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}`);
  }

  /** No signal handler runs, nothing is finished. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
