import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { Settings } from '../config/settings.js';
import { WatchedClient } from '../database/watched-client.js';
import { Progress } from './progress.service.js';
import { PROGRESS_CHANNEL } from './tallies.js';

/** Waits so long before it connects again, milliseconds. */
const RECONNECT_MS = 1_000;

/** Asks so often for a sign of life where nothing else is said, milliseconds. */
const HEARTBEAT_MS = 10_000;

/** Hears from PostgreSQL, after the commit, that a campaign's number moved, whichever process moved it. */
@Injectable()
export class ProgressListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('progress');
  private readonly changes = new EventEmitter().setMaxListeners(0);
  private readonly ending = new AbortController();
  private client: pg.Client | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly settings: Settings,
    private readonly progress: Progress,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.client?.end();
    await this.running;
  }

  /** Calls `listener` after each change of any campaign; returns how to stop that. */
  onChange(listener: () => void): () => void {
    this.changes.on('change', listener);
    return () => this.changes.off('change', listener);
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      try {
        await this.listen();
      } catch (error) {
        this.logger.warn(`the line to the database is down: ${(error as Error).name}`);
      }
      await sleep(RECONNECT_MS, undefined, { signal: this.ending.signal }).catch(() => undefined);
    }
  }

  /** Until the connection ends. What was missed meanwhile is told as one change at the next beginning. */
  private async listen(): Promise<void> {
    const client = new WatchedClient({
      connectionString: this.settings.DATABASE_URL,
      application_name: 'thousandfold-progress',
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    // Without a listener an error of an idle connection would end the process; `end` follows it.
    client.on('error', (error) => this.logger.warn(`the line to the database broke: ${error.name}`));
    client.on('notification', () => this.tell());
    this.client = client;
    // What comes of it, the connection itself tells.
    const heartbeat = setInterval(() => void client.query('select 1').catch(() => undefined), HEARTBEAT_MS);
    try {
      await client.connect();
      await client.query(`listen ${PROGRESS_CHANNEL}`);
      this.tell();
      await ended;
    } finally {
      clearInterval(heartbeat);
      await client.end();
    }
  }

  private tell(): void {
    this.progress.forget();
    this.changes.emit('change');
  }
}
