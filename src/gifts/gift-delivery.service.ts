import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, In, LessThanOrEqual } from 'typeorm';
import { Clock } from '../common/clock.js';
import { hashToken, newToken } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Jobs } from '../jobs/jobs.service.js';
import { Mail } from '../mail/mail.service.js';
import { Gift } from './gift.js';

const EVERY_MINUTE = '* * * * *';
const AT_A_TIME = 200;

/** Brings gifts to their recipients on their day, and lets those that nobody claimed expire. */
@Injectable()
export class GiftDelivery implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.register('gifts', () => this.sweep(), { every: EVERY_MINUTE });
  }

  /** Everything that is due by now, not what falls on one day: a run that was missed strands nothing. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    const gifts = this.dataSource.getRepository(Gift);
    const due = {
      status: 'bought' as const,
      deliverAt: LessThanOrEqual(now),
      livemode: this.settings.livemode,
    };
    for (;;) {
      const found = await gifts.find({
        select: { id: true },
        where: due,
        order: { deliverAt: 'asc' },
        take: AT_A_TIME,
      });
      for (const { id } of found) await this.deliverById(id, now);
      if (found.length < AT_A_TIME) break;
    }
    await gifts.update(
      { status: In(['bought', 'delivered']), claimUntil: LessThanOrEqual(now) },
      { status: 'expired' },
    );
  }

  /** The e-mail with its link. The gift is locked or new. */
  async deliver(manager: EntityManager, gift: Gift): Promise<void> {
    if (!gift.recipientEmail) throw new Error(`gift ${gift.id} has no address to go to`);
    const link = await this.handOver(manager, gift);
    const { recipientName, giverName, message, months, tier, claimUntil } = gift;
    await this.mail.enqueue(manager, [
      {
        template: 'gift-delivery',
        to: gift.recipientEmail,
        locale: 'en',
        params: {
          recipientName,
          giverName,
          message,
          months,
          tier,
          link,
          claimUntil: claimUntil.toISOString(),
        },
        dedupeKey: `gift-delivery:${gift.id}`,
      },
    ]);
  }

  /** A fresh link, of which only the hash is kept. */
  async handOver(manager: EntityManager, gift: Gift): Promise<string> {
    const token = newToken();
    const delivered = {
      status: 'delivered' as const,
      deliveredAt: this.clock.now(),
      tokenHash: hashToken(token),
    };
    await manager.update(Gift, gift.id, delivered);
    return `${this.settings.baseUrl}/redeem/${token}`;
  }

  private async deliverById(id: string, now: Date): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const gift = await manager.findOne(Gift, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!gift?.isDue(now)) return;
      if (gift.recipientEmail) await this.deliver(manager, gift);
      else await manager.update(Gift, id, { status: 'delivered', deliveredAt: now });
    });
  }
}
