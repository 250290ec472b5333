import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import type { EntityManager } from 'typeorm';
import { newId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { WatchedClient } from '../database/watched-client.js';
import { type BatchHandler, defaults, type Job, type JobHandler, type JobOptions } from './job.js';
import { Surge } from './surge.js';
import { JobLoop } from './job-loop.js';
import { describeError } from './without-addresses.js';

/** How long the end waits for jobs that are running; the others are given back. */
const PATIENCE_MS = 8_000;
/** How long giving back and closing may take: a database that is away must not hold up the end. */
const CLOSING_MS = 3_000;

export interface EnqueueOptions {
  startAfter?: Date;
  /** While one with this key waits, another one is not added. */
  singletonKey?: string;
  /** Higher ones are run first; 0 unless said. */
  priority?: number;
}

/**
 * Work for later, kept in PostgreSQL: enqueued in the caller's transaction, so it exists if and only if that commits,
 * and run at least once. Its times are real time, not the injected Clock's.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('jobs');
  private readonly jobs = new Map<string, Job>();
  private readonly boss: PgBoss;
  private loops: JobLoop[] = [];
  private started = false;

  constructor(
    settings: Settings,
    private readonly surge: Surge,
  ) {
    this.boss = new PgBoss({
      connectionString: settings.DATABASE_URL,
      application_name: 'thousandfold-jobs',
      max: 4,
      // Of pg's own options, which go to its pool as they are.
      ...({ Client: WatchedClient, connectionTimeoutMillis: 10_000 } as object),
      maintenanceIntervalSeconds: 60,
    });
    this.boss.on('error', (error) => this.logger.error(describeError(error)));
  }

  /** To be called while modules start (`onModuleInit`). */
  register<T extends object>(name: string, handler: JobHandler<T>, options: JobOptions = {}): void {
    this.registerBatch<T>(
      name,
      (jobs) => Promise.allSettled(jobs.map(({ data, run }) => handler(data, run))),
      options,
    );
  }

  /** The same for work that is cheaper for several together, up to `atOnce`. */
  registerBatch<T extends object>(name: string, handler: BatchHandler<T>, options: JobOptions = {}): void {
    if (this.started) throw new Error(`${name} is registered after the jobs were started`);
    if (this.jobs.has(name)) throw new Error(`two jobs are called ${name}`);
    this.jobs.set(name, {
      name,
      handler: handler as BatchHandler<object>,
      options: { ...defaults, ...options },
    });
  }

  async enqueue(
    manager: EntityManager,
    name: string,
    data: object,
    options: EnqueueOptions = {},
  ): Promise<void> {
    await this.insert(manager, name, [{ data, ...options }]);
  }

  /** One statement for many. */
  async enqueueAll(
    manager: EntityManager,
    name: string,
    data: object[],
    options: Omit<EnqueueOptions, 'singletonKey'> = {},
  ): Promise<void> {
    await this.insert(
      manager,
      name,
      data.map((each) => ({ data: each, ...options })),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    this.started = true;
    await this.boss.start();
    for (const job of this.jobs.values()) await this.prepareQueue(job);
    await this.prepareSchedules();
    this.loops = [...this.jobs.values()].map((job) => new JobLoop(this.boss, job, this.surge));
    for (const loop of this.loops) loop.start();
  }

  /** TypeORM is closed in a later phase of Nest's end. */
  async onModuleDestroy(): Promise<void> {
    await Promise.race([this.end(), sleep(PATIENCE_MS + CLOSING_MS, undefined, { ref: false })]);
  }

  private async end(): Promise<void> {
    const patience = sleep(PATIENCE_MS, undefined, { ref: false });
    const stopped = await Promise.allSettled(this.loops.map((loop) => loop.stop(patience)));
    for (const loop of stopped)
      if (loop.status === 'rejected') this.logger.error(`at the end: ${describeError(loop.reason)}`);
    await this.boss.stop({ graceful: false });
  }

  private async insert(
    manager: EntityManager,
    name: string,
    jobs: ({ data: object } & EnqueueOptions)[],
  ): Promise<void> {
    // pg-boss drops what belongs to no queue without a word.
    if (!this.jobs.has(name)) throw new Error(`no job is called ${name}`);
    if (jobs.length === 0) return;
    const rows = jobs.map(({ singletonKey = newId(), ...job }) => ({ ...job, name, singletonKey }));
    await this.boss.insert(rows, {
      db: { executeSql: async (text, values) => ({ rows: await manager.query(text, values) }) },
    });
  }

  /** The policy `short` lets one job wait per singleton key; `insert` gives a key of its own to every job without one. */
  private async prepareQueue({ name, options }: Job): Promise<void> {
    const queue = {
      name,
      policy: 'short' as const,
      retryLimit: options.retries,
      retryDelay: options.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: options.expireInSeconds,
    };
    await this.boss.createQueue(name, { ...queue });
    await this.boss.updateQueue(name, { ...queue });
  }

  /** Also ends those of an earlier release that nobody registers any more. */
  private async prepareSchedules(): Promise<void> {
    for (const { name } of await this.boss.getSchedules())
      if (!this.jobs.get(name)?.options.every) await this.boss.unschedule(name);
    for (const { name, options } of this.jobs.values())
      if (options.every) await this.boss.schedule(name, options.every, {}, { singletonKey: 'schedule' });
  }
}
