import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { countSupporters } from './supporters.js';

/** How old the count may get; real milliseconds. */
const AGE_MS = 60_000;
/** Counting goes through all members: it may have this share of the time and no more, however many there are. */
const SHARE = 0.01;

/** How many people support the newsroom, counted beside those who ask: only the very first of them waits. */
@Injectable()
export class Supporters {
  private readonly logger = new Logger('progress');
  private last: number | null = null;
  private counting: Promise<number> | null = null;
  private until = 0;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async count(): Promise<number> {
    if (performance.now() < this.until && this.last !== null) return this.last;
    this.counting ??= this.countAnew().finally(() => (this.counting = null));
    if (this.last === null) return this.counting;
    this.counting.catch((error: Error) => this.logger.warn(`could not count the supporters: ${error.name}`));
    return this.last;
  }

  private async countAnew(): Promise<number> {
    const began = performance.now();
    this.last = await countSupporters(this.dataSource, this.settings.livemode, this.clock.now());
    const ended = performance.now();
    this.until = ended + Math.max(AGE_MS, (ended - began) / SHARE);
    return this.last;
  }
}
