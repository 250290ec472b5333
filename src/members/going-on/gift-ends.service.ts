import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Settings } from '../../config/settings.js';
import { Jobs } from '../../jobs/jobs.service.js';
import { Mail } from '../../mail/mail.service.js';
import type { MailRequest } from '../../mail/templates.js';
import { endingGifts, type EndingGift } from './ending-gifts.js';
import { type FollowingPlan, followingPlans } from './following-plan.js';
import { GoingOnLinks } from './going-on-links.js';

const AT_A_TIME = 500;

/** Tells members by gift a week and a day before its end, where nothing follows: once each, also after a standstill. */
@Injectable()
export class GiftEnds implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly mail: Mail,
    private readonly links: GoingOnLinks,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.jobs.register('gift-ends', () => this.remindDue(), { every: '* * * * *' });
  }

  async remindDue(): Promise<void> {
    const now = this.clock.now();
    let reminded;
    do reminded = await this.dataSource.transaction((manager) => this.remindSome(manager, now));
    while (reminded === AT_A_TIME);
  }

  private async remindSome(manager: EntityManager, now: Date): Promise<number> {
    const { livemode } = this.settings;
    const ending = await endingGifts(manager, { now, livemode, limit: AT_A_TIME });
    const ids = ending.map(({ id }) => id);
    const plans = await followingPlans(manager, ids);
    const mails = ending.map((gift) => this.mailFor(gift, plans.get(gift.id) ?? null));
    await this.mail.enqueue(manager, mails);
    await manager.query('update memberships set reminded_at = $2 where id = any($1::uuid[])', [ids, now]);
    return ending.length;
  }

  private mailFor(gift: EndingGift, plan: FollowingPlan | null): MailRequest {
    const { id, email, name, locale, last } = gift;
    const until = gift.endsAt.toISOString();
    const goOn = plan && { price: plan.price, interval: plan.interval, link: this.links.of(id) };
    return {
      template: 'gift-ending',
      to: email,
      locale,
      params: { name, tier: plan?.name ?? gift.tier, until, last, goOn },
      // Where its end moved after it was told, that is told too.
      dedupeKey: `gift-ending:${id}:${until.slice(0, 10)}:${last ? 'day' : 'week'}`,
      about: id,
    };
  }
}
