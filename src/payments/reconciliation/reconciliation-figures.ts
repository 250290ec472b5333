import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Gauge, register } from 'prom-client';
import { DataSource } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { failureNote } from '../inbox/failure-note.js';

const differences = 'thousandfold_reconciliation_differences';
const completed = 'thousandfold_reconciliation_completed_timestamp_seconds';

/** The newest complete comparison with Stripe in figures; none before the first. */
@Injectable()
export class ReconciliationFigures implements OnApplicationBootstrap {
  private readonly logger = new Logger('reconciliation');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    // One registry per process; a second service in it, as in tests, takes the names over.
    for (const name of [differences, completed]) register.removeSingleMetric(name);
    const at = new Gauge({ name: completed, help: 'When all was compared with Stripe last' });
    const found: Gauge = new Gauge({
      name: differences,
      help: 'What Stripe has otherwise than we, and was not put right, by the newest complete comparison',
      collect: () => this.read(found, at),
    });
  }

  /** A database that is away must not take the other figures with it. */
  private async read(found: Gauge, at: Gauge): Promise<void> {
    try {
      const [latest] = await this.dataSource.query<{ at: number; found: number }[]>(
        `select extract(epoch from r.finished_at)::float8 "at",
           (select count(*) from reconciliation_differences d where d.run_id = r.id and d.event_id is null) "found"
         from reconciliations r where r.livemode = $1 and r.finished_at is not null
         order by r.started_at desc limit 1`,
        [this.settings.livemode],
      );
      if (!latest) return;
      found.set(latest.found);
      at.set(latest.at);
    } catch (error) {
      this.logger.warn(`the last comparison with Stripe could not be read: ${failureNote(error)}`);
      found.reset();
    }
  }
}
