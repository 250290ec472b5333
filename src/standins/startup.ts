import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart } from './errors.js';

/** Thrown out of the step during which the start was asked to stop. */
export class Interrupted extends CannotStart {}

/** How long one part may take to end before the others are ended without it. */
const PATIENCE_MS = 15_000;

interface Closer {
  name: string;
  close: () => Promise<void>;
}

/** What has been started, step by step. It ends in the opposite order, and once, however often it is asked to. */
export class Startup {
  private readonly closers: Closer[] = [];
  private state: 'starting' | 'running' | 'ending' = 'starting';
  private stopWanted = false;

  /** Does one step and shows how long it took; `close` is kept for the end. */
  async step<T>(name: string, start: () => Promise<T>, close?: (started: T) => Promise<void>): Promise<T> {
    const began = Date.now();
    process.stdout.write(`${name} … `);
    const started = await start().catch((error: unknown) => {
      process.stdout.write('failed\n');
      throw error;
    });
    process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`);
    if (close) this.closers.push({ name, close: () => close(started) });
    if (this.stopWanted) throw new Interrupted('Stopped before it was ready.');
    return started;
  }

  running(): void {
    this.state = 'running';
    if (this.stopWanted) this.stop();
  }

  /** Asked for by a signal. A step that is under way comes to its end first, so that what it starts is ended too. */
  stop(): void {
    if (this.state === 'running') void this.end(0);
    else if (!this.stopWanted) setTimeout(() => void this.end(1), PATIENCE_MS).unref();
    this.stopWanted = true;
  }

  async end(exitCode: number): Promise<void> {
    if (this.state === 'ending') return;
    this.state = 'ending';
    let code = this.stopWanted ? 0 : exitCode;
    if (this.closers.length > 0) process.stdout.write('\nStopping … ');
    for (const { name, close } of this.closers.reverse()) {
      await Promise.race([close(), tooLong(name)]).catch((error: unknown) => {
        console.error(`${name} did not end as it should:`, error);
        code = 1;
      });
    }
    if (this.closers.length > 0) process.stdout.write('done\n');
    process.exit(code);
  }
}

async function tooLong(name: string): Promise<never> {
  await sleep(PATIENCE_MS);
  throw new Error(`${name} takes too long`);
}
