import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { failureNote } from '../inbox/failure-note.js';
import { PaymentsUnavailable } from '../payments-unavailable.js';
import { CatchUpFigures } from './catch-up-figures.js';
import { CatchUp } from './catch-up.service.js';

const JOB = 'catch-up';

interface Asked {
  /** ISO. */
  since?: string;
}

/** Catches up at the start, every five minutes, and when staff ask for it. */
@Injectable()
export class CatchUpSchedule implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('catch-up');

  constructor(
    private readonly settings: Settings,
    private readonly jobs: Jobs,
    private readonly catchUp: CatchUp,
    private readonly figures: CatchUpFigures,
  ) {}

  onModuleInit(): void {
    this.jobs.register<Asked>(JOB, ({ since }) => this.untilDone(since ? new Date(since) : undefined), {
      ...(this.isOn && { every: '*/5 * * * *' }),
      // The next run is the next attempt.
      retries: 0,
      expireInSeconds: 3600,
    });
  }

  /** Nothing waits for it: a start while Stripe is away is a start all the same. */
  onApplicationBootstrap(): void {
    if (this.isOn) void this.untilDone();
  }

  async onModuleDestroy(): Promise<void> {
    await this.catchUp.stop();
  }

  /** Asks for a run, in the caller's transaction. */
  async request(manager: EntityManager, since?: Date): Promise<void> {
    await this.jobs.enqueue(manager, JOB, since ? { since: since.toISOString() } : {});
  }

  private get isOn(): boolean {
    return this.settings.CATCH_UP === 'on';
  }

  private async untilDone(since?: Date): Promise<void> {
    try {
      let { unfinished } = await this.catchUp.run({ since });
      while (unfinished && !this.catchUp.isStopping) {
        this.figures.countRun('unfinished');
        ({ unfinished } = await this.catchUp.run());
      }
      this.figures.countRun(unfinished ? 'unfinished' : 'complete');
    } catch (error) {
      this.figures.countRun('failed');
      const reason = error instanceof PaymentsUnavailable ? 'Stripe is away' : failureNote(error);
      this.logger.warn(`events could not be asked for: ${reason}; the next run goes on from here`);
    }
  }
}
