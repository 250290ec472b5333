import { Logger } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import type { Job } from './job.js';
import { describeError } from './without-addresses.js';

const POLL_MS = 500;

/**
 * Fetches and runs one queue's jobs. pg-boss has such a loop too, but it does not wait for its own bookkeeping:
 * a database that goes away at that moment would end the process by an unhandled rejection.
 */
export class JobLoop {
  private readonly logger = new Logger('jobs');
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly boss: PgBoss,
    private readonly job: Job,
  ) {}

  start(): void {
    this.running = this.loop();
  }

  /** Resolves when what is running has ended; nothing new is begun. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const begun = Date.now();
      const found = await this.round();
      const wait = found === 0 ? POLL_MS : (found * 1000) / this.job.options.perSecond;
      await pause(begun + wait - Date.now(), signal);
    }
  }

  /** How many jobs were found. */
  private async round(): Promise<number> {
    try {
      const jobs = await this.boss.fetch<object>(this.job.name, {
        batchSize: this.job.options.atOnce,
        includeMetadata: true,
      });
      await Promise.all(jobs.map((job) => this.run(job)));
      return jobs.length;
    } catch (error) {
      this.logger.error(`${this.job.name}: ${describeError(error)}`);
      return 0;
    }
  }

  private async run({ id, name, data, retryCount, retryLimit }: PgBoss.JobWithMetadata): Promise<void> {
    const run = { attempt: retryCount + 1, last: retryCount >= retryLimit };
    try {
      await this.job.handler(data, run);
    } catch (error) {
      const reason = describeError(error);
      this.logger.warn(`${name}: attempt ${run.attempt} of ${retryLimit + 1} failed: ${reason}`);
      await this.boss.fail(name, id, { reason });
      return;
    }
    await this.boss.complete(name, id);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
