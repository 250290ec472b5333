import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import { Gift } from './gift.js';
import { expiredMail } from './giver-mails.js';
import { GiftLinks } from './gift-links.js';

const AT_A_TIME = 500;

/** Lets gifts expire that nobody claimed in time, and tells their givers. */
@Injectable()
export class GiftDeadlines {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async expireDue(): Promise<void> {
    let expired;
    do expired = await this.expireSome();
    while (expired === AT_A_TIME);
  }

  private expireSome(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const gifts = await manager
        .createQueryBuilder(Gift, 'gift')
        .where(
          `gift.status in ('bought', 'delivered') and gift.claimUntil <= :now and gift.frozenAt is null
             and gift.livemode = :livemode`,
          {
            now: this.clock.now(),
            livemode: this.settings.livemode,
          },
        )
        .orderBy('gift.claimUntil')
        .limit(AT_A_TIME)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      if (gifts.length === 0) return 0;
      const ids = gifts.map(({ id }) => id);
      await manager.update(Gift, ids, { status: 'expired', nextNudgeAt: null });
      await this.mail.enqueue(
        manager,
        gifts.map((gift) => expiredMail(gift, this.links.ofGiver(gift.purchaseId))),
      );
      return gifts.length;
    });
  }
}
