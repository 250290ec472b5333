import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../jobs/jobs.service.js';
import { GiftDelivery } from './gift-delivery.service.js';
import { GiftDeadlines } from './gift-deadlines.service.js';
import { GiftErasure } from './erasure.service.js';
import { PoolGivers } from './pool/pool-givers.service.js';
import { PoolHandout } from './pool/pool-handout.service.js';
import { GiftNudges } from './nudges.service.js';

const EVERY_MINUTE = '* * * * *';

/** What gifts need as time passes. */
@Injectable()
export class GiftSweep implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly delivery: GiftDelivery,
    private readonly deadlines: GiftDeadlines,
    private readonly nudges: GiftNudges,
    private readonly erasure: GiftErasure,
    private readonly handout: PoolHandout,
    private readonly poolGivers: PoolGivers,
  ) {}

  onModuleInit(): void {
    this.jobs.register('gifts', () => this.sweep(), { every: EVERY_MINUTE });
  }

  /** One after the other; what fails does not keep the rest from being done, and comes again with the next run. */
  async sweep(): Promise<void> {
    const failures: unknown[] = [];
    const chores = [
      () => this.delivery.deliverDue(),
      () => this.deadlines.expireDue(),
      () => this.nudges.sendDue(),
      () => this.erasure.eraseDue(),
      () => this.handout.serve(),
      () => this.poolGivers.tellDue(),
      () => this.handout.forgetOld(),
    ];
    for (const chore of chores) await chore().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }
}
