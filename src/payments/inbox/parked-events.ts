import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Staff } from '../../accounts/staff.service.js';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { Mail } from '../../mail/mail.service.js';
import { Drainer } from './drainer.js';

const JOB = 'parked-alarm';
const EVERY_MINUTE = '* * * * *';

/** Events that failed again and again and wait for a person: told to administrators, and tried once more when they say so. */
@Injectable()
export class ParkedEvents implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly staff: Staff,
    private readonly mail: Mail,
    private readonly drainer: Drainer,
  ) {}

  onModuleInit(): void {
    this.jobs.register(JOB, () => this.alarm(), { every: EVERY_MINUTE });
  }

  /** All whose payload is still kept, from the start; returns how many. Harmless for what was applied in part. */
  async replayAll(): Promise<number> {
    const [, replayed]: [unknown, number] = await this.dataSource.query(
      `update stripe_events set state = 'received', attempts = 0, note = null, next_attempt_at = now(), handled_at = null
       where state = 'parked' and payload is not null and livemode = $1`,
      [this.settings.livemode],
    );
    if (replayed > 0) this.drainer.wake();
    return replayed;
  }

  /**
   * One e-mail to each administrator for all that was parked since the last one, and an hour after that at the earliest:
   * a burst is told once, and what was parked meanwhile is told when the hour is over.
   */
  async alarm(): Promise<void> {
    const [found = nothing]: Parked[] = await this.dataSource.query(
      `select count(*) filter (where handled_at > told.last or told.last is null) as fresh, count(*) as all, told.last
       from stripe_events, (select max(queued_at) as last from mails where template = 'events-parked') told
       where state = 'parked' and livemode = $1 and (told.last is null or told.last < now() - interval '1 hour')
       group by told.last`,
      [this.settings.livemode],
    );
    const { fresh, all, last } = found;
    if (fresh === 0) return;
    const link = `${this.settings.baseUrl}/staff/inbox?state=parked`;
    const administrators = await this.staff.administrators();
    await this.dataSource.transaction((manager) =>
      this.mail.enqueue(
        manager,
        administrators.map(({ email }) => ({
          template: 'events-parked',
          to: email,
          locale: 'en',
          params: { count: all, link },
          // Two processes that look at once have heard of the same last one.
          dedupeKey: `events-parked:${last?.toISOString() ?? 'first'}:${email}`,
        })),
      ),
    );
  }
}

interface Parked {
  fresh: number;
  all: number;
  last: Date | null;
}

const nothing: Parked = { fresh: 0, all: 0, last: null };
