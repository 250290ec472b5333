import { Logger } from '@nestjs/common';
import type PgBoss from 'pg-boss';
import type { Job, Run } from './job.js';
import type { Surge } from './surge.js';
import { describeError } from './without-addresses.js';

const POLL_MS = 500;
const AT_ONCE_IN_SURGE = 5;

/**
 * Fetches and runs one queue's jobs. pg-boss has such a loop too, but it does not wait for its own bookkeeping:
 * a database that goes away at that moment would end the process by an unhandled rejection.
 */
export class JobLoop {
  private readonly logger = new Logger('jobs');
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** Ids of the jobs that were fetched and whose end is not noted yet. */
  private inHand: string[] = [];

  constructor(
    private readonly boss: PgBoss,
    private readonly job: Job,
    private readonly surge: Surge,
  ) {}

  start(): void {
    this.running = this.loop();
  }

  /** Begins nothing new; what has not ended when `patience` has is given back as if it had not been begun. */
  async stop(patience: Promise<void>): Promise<void> {
    this.stopping.abort();
    await Promise.race([this.running, patience]);
    await this.giveBack();
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const begun = Date.now();
      const { atOnce, perSecond } = this.pace();
      const found = await this.round(atOnce);
      const wait = found === 0 ? POLL_MS : (found * 1000) / perSecond;
      await pause(begun + wait - Date.now(), signal);
    }
  }

  private pace(): { atOnce: number; perSecond: number } {
    const { atOnce, perSecond, perSecondInSurge } = this.job.options;
    if (!this.surge.isOn || perSecondInSurge >= perSecond) return { atOnce, perSecond };
    return { atOnce: Math.min(atOnce, AT_ONCE_IN_SURGE), perSecond: perSecondInSurge };
  }

  /** How many jobs were found. */
  private async round(batchSize: number): Promise<number> {
    try {
      const jobs = await this.boss.fetch<object>(this.job.name, { batchSize, includeMetadata: true });
      this.inHand = jobs.map(({ id }) => id);
      // What came while the end began is given back unbegun.
      if (jobs.length === 0 || this.stopping.signal.aborted) return 0;
      await this.run(jobs);
      this.inHand = [];
      return jobs.length;
    } catch (error) {
      this.inHand = [];
      this.logger.error(`${this.job.name}: ${describeError(error)}`);
      return 0;
    }
  }

  private async run(jobs: PgBoss.JobWithMetadata<object>[]): Promise<void> {
    const work = jobs.map((job) => ({ data: job.data, run: runOf(job) }));
    const results = await this.job.handler(work).catch((reason: unknown) =>
      // Not one of them was worked on.
      jobs.map((): PromiseSettledResult<void> => ({ status: 'rejected', reason })),
    );
    // Given back meanwhile: how it ended is nobody's business any more.
    if (this.inHand.length === 0) return;
    const done = jobs.filter((_job, index) => results[index]?.status === 'fulfilled');
    if (done.length > 0)
      await this.boss.complete(
        this.job.name,
        done.map(({ id }) => id),
      );
    for (const [index, job] of jobs.entries()) {
      const result = results[index];
      if (result?.status === 'rejected') await this.fail(job, result.reason);
    }
  }

  private async giveBack(): Promise<void> {
    const ids = this.inHand;
    if (ids.length === 0) return;
    this.inHand = [];
    // Fetching counts an attempt where it finds that one was begun.
    await this.boss.getDb().executeSql(
      `update pgboss.job set state = 'retry', started_on = null
       where name = $1 and id = any($2::uuid[]) and state = 'active'`,
      [this.job.name, ids],
    );
    this.logger.log(`${this.job.name}: ${ids.length} given back for the next start`);
  }

  private async fail(job: PgBoss.JobWithMetadata, error: unknown): Promise<void> {
    const reason = describeError(error);
    const { attempt } = runOf(job);
    this.logger.warn(`${job.name}: attempt ${attempt} of ${job.retryLimit + 1} failed: ${reason}`);
    await this.boss.fail(job.name, job.id, { reason });
  }
}

function runOf({ retryCount, retryLimit }: PgBoss.JobWithMetadata): Run {
  return { attempt: retryCount + 1, last: retryCount >= retryLimit };
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
