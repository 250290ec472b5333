import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { addDays } from '../../common/dates.js';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';

const AT_ONCE = 1000;
const done = ['applied', 'ignored', 'foreign'];

/**
 * Erases what was in events that were handled long ago: payloads hold names and addresses. Their rows stay, so that an
 * event that comes once more is still known; parked ones keep everything.
 */
@Injectable()
export class InboxPruning implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register('inbox-pruning', async () => void (await this.run()), { every: '23 3 * * *' });
  }

  /** Returns how many were erased. */
  async run(): Promise<number> {
    const before = addDays(this.clock.now(), -this.settings.INBOX_KEEP_DAYS);
    let erased = 0;
    for (const state of done) erased += await this.eraseAll(state, before);
    return erased;
  }

  private async eraseAll(state: string, before: Date): Promise<number> {
    let erased = 0;
    for (let after = 0; ;) {
      const rows = await this.erase(state, before, after);
      erased += rows.length;
      if (rows.length < AT_ONCE) return erased;
      after = Math.max(...rows.map(({ seq }) => seq));
    }
  }

  private async erase(state: string, before: Date, after: number): Promise<{ seq: number }[]> {
    const [rows]: [{ seq: number }[], number] = await this.dataSource.query(
      `update stripe_events set payload = null
       where id in (
         select id from stripe_events
         where state = $1 and seq > $2 and payload is not null and handled_at < $3
         order by seq limit ${AT_ONCE}
         for update skip locked)
       returning seq`,
      [state, after, before],
    );
    return rows;
  }
}
