import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Experiments } from './experiments.service.js';
import type { SeenDto } from './seen.dto.js';

/** What was told is in the database after so long, milliseconds; a process that dies takes no more than this with it. */
const WRITE_EVERY_MS = 3_000;

type Counts = Pick<SeenDto, 'experiment' | 'variant' | 'placement' | 'readers' | 'views' | 'presses'>;

/**
 * Adds up what browsers tell: one row in memory for each variant and placement, however many browsers there are, and one
 * write for all of them. What names no experiment that runs, or a variant or placement that is not its own, is dropped.
 */
@Injectable()
export class Exposures implements OnModuleDestroy {
  private readonly logger = new Logger(Exposures.name);
  private waiting = new Map<string, Counts>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly experiments: Experiments,
  ) {}

  async onModuleDestroy(): Promise<void> {
    await this.flush();
  }

  async add(seen: SeenDto[]): Promise<void> {
    const running = (await this.experiments.shown()).filter(({ status }) => status === 'running');
    for (const one of seen) {
      const experiment = running.find(({ key }) => key === one.experiment);
      const isOurs =
        experiment?.placements.includes(one.placement) &&
        experiment.variants.some(({ key }) => key === one.variant);
      if (isOurs) this.count(one);
    }
    if (this.waiting.size > 0) this.timer ??= setTimeout(() => void this.flush(), WRITE_EVERY_MS).unref();
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.write());
    await this.writing;
  }

  private count({ experiment, variant, placement, readers, views, presses }: Counts): void {
    const key = `${experiment} ${variant} ${placement}`;
    const sum = this.waiting.get(key) ?? { experiment, variant, placement, readers: 0, views: 0, presses: 0 };
    sum.readers += readers;
    sum.views += views;
    sum.presses += presses;
    this.waiting.set(key, sum);
  }

  private async write(): Promise<void> {
    // Always in the same order, so that two processes never wait for each other.
    const rows = [...this.waiting.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    this.waiting = new Map();
    if (rows.length === 0) return;
    const column = <Name extends keyof Counts>(name: Name): Counts[Name][] => rows.map((row) => row[name]);
    try {
      await this.dataSource.query(
        `insert into experiment_counts as c (experiment, variant, placement, readers, views, presses)
         select new.* from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
           as new (experiment, variant, placement, readers, views, presses)
         join experiments e on e.key = new.experiment
         on conflict (experiment, variant, placement) do update set readers = c.readers + excluded.readers,
           views = c.views + excluded.views, presses = c.presses + excluded.presses`,
        [
          column('experiment'),
          column('variant'),
          column('placement'),
          column('readers'),
          column('views'),
          column('presses'),
        ],
      );
    } catch (error) {
      this.logger.warn(`Views of experiments could not be written, and wait: ${String(error)}`);
      for (const row of rows) this.count(row);
      this.timer ??= setTimeout(() => void this.flush(), WRITE_EVERY_MS).unref();
    }
  }
}
