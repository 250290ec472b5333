import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { claims } from '../../src/standins/database/postmaster.js';
import { eventually } from './eventually.js';

/** `npm start` as a process, without npm in between. */
export class StartProcess {
  output = '';
  private errors = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(
    private readonly dataDir: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.child = spawn(process.execPath, ['scripts/start.mjs'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = once(this.child, 'close');
  }

  /** What it has said is wrong, line by line. */
  get complaints(): string[] {
    return this.errors.trim().split('\n').filter(Boolean);
  }

  /** Waits until a text was printed. */
  async printed(text: string): Promise<void> {
    await eventually(
      () => Promise.resolve(this.output),
      (output) => output.includes(text) || this.child.exitCode !== null,
      { within: 25_000 },
    );
    if (!this.output.includes(text))
      throw new Error(`It did not say "${text}":\n${this.output}\n${this.errors}`);
  }

  /** The address that stands beside a name in the block at the end. */
  address(name: string): string {
    const address = new RegExp(`^ {2}${name} +(\\S+)`, 'm').exec(this.output)?.[1];
    if (!address) throw new Error(`No ${name} in:\n${this.output}`);
    return address;
  }

  /** Like `npm start | head`. */
  stopReading(): void {
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exitCode();
  }

  async exitCode(): Promise<number | null> {
    await this.ended;
    return this.child.exitCode;
  }

  async databaseRuns(): Promise<boolean> {
    const cluster = join(this.dataDir, 'database/cluster');
    const [pid] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    return Boolean(pid) && (await claims(Number(pid), cluster)) === 'here';
  }
}
