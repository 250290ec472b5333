import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { addDays } from '../../common/dates.js';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { failureNote } from '../inbox/failure-note.js';
import { PaymentsUnavailable } from '../payments-unavailable.js';
import { Reconciliation } from './reconciliation.service.js';

const JOB = 'reconcile';
const EVERY_NIGHT = '17 3 * * *';
/** Longer than Stripe lists events. */
const DAYS = 35;

interface Asked {
  /** ISO. */
  since?: string;
  fix?: boolean;
}

/** Compares with Stripe every night, without changing anything, and when staff ask for it. */
@Injectable()
export class ReconciliationSchedule implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('reconciliation');

  constructor(
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly reconciliation: Reconciliation,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register<Asked>(JOB, (asked) => this.run(asked), {
      ...(this.settings.CATCH_UP === 'on' && { every: EVERY_NIGHT }),
      // What was broken off is taken up by the next attempt, page by page.
      retries: 5,
      expireInSeconds: 4 * 3600,
    });
  }

  onModuleDestroy(): void {
    this.reconciliation.stop();
  }

  /** Asks for a run, in the caller's transaction. */
  async request(manager: EntityManager, { since, fix }: { since?: Date; fix: boolean }): Promise<void> {
    await this.jobs.enqueue(manager, JOB, { since: (since ?? this.window()).toISOString(), fix });
  }

  /** The beginning of a day: a second attempt on the same day goes on with the same run. */
  private window(): Date {
    const day = addDays(this.clock.now(), -DAYS);
    day.setUTCHours(0, 0, 0, 0);
    return day;
  }

  private async run({ since, fix = false }: Asked): Promise<void> {
    try {
      const from = since ? new Date(since) : this.window();
      const { run, differences } = await this.reconciliation.run({ since: from, fix });
      const { compared } = run;
      if (differences.length > 0)
        this.logger.warn(`${differences.length} differences in ${compared} objects at Stripe`);
      else this.logger.log(`no differences in ${compared} objects at Stripe`);
    } catch (error) {
      const reason = error instanceof PaymentsUnavailable ? 'Stripe is away' : failureNote(error);
      this.logger.warn(`comparing with Stripe was broken off: ${reason}`);
      throw error;
    }
  }
}
