import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { addDays } from '../../common/dates.js';
import { Settings } from '../../config/settings.js';
import { Mail } from '../../mail/mail.service.js';
import { Gift } from '../gift.js';
import { GiftGrants } from '../gift-grants.service.js';
import { DAYS_KEPT, DAYS_TO_CONFIRM, ENOUGH_DAYS, inOneLine } from './pool-line.js';
import { givenMail, overMail } from './pool-mails.js';
import { PoolRequest } from './pool-request.js';

/** Hands out the memberships of the pool: the one that was given first, to who asked first. */
@Injectable()
export class PoolHandout {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly grants: GiftGrants,
    private readonly mail: Mail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Until nobody waits or nothing is left. */
  async serve(): Promise<void> {
    while (await this.dataSource.transaction((manager) => this.serveNext(manager)));
  }

  private async serveNext(manager: EntityManager): Promise<boolean> {
    await inOneLine(manager);
    const request = await this.next(manager);
    const gift = request && (await this.oldest(manager));
    if (!request || !gift) return false;
    const { id, email, name, locale } = request;
    const { endsAt: until } = await this.grants.grant(manager, gift, { email, name, locale });
    await manager.update(PoolRequest, id, { servedAt: this.clock.now(), giftId: gift.id });
    await this.mail.enqueue(manager, [givenMail({ ...request, months: gift.months, until })]);
    return true;
  }

  /** Who has become a member meanwhile lets others pass. */
  private async next(manager: EntityManager): Promise<PoolRequest | null> {
    return manager
      .createQueryBuilder(PoolRequest, 'request')
      .where(
        'request.confirmedAt is not null and request.servedAt is null and request.livemode = :livemode',
        {
          livemode: this.settings.livemode,
        },
      )
      .andWhere(
        `not exists (select from members m join memberships s on s.member_id = m.id
           where m.normalised_email = request.normalised_email and has_access(s, :enough))`,
        { enough: addDays(this.clock.now(), ENOUGH_DAYS) },
      )
      .orderBy('request.confirmedAt')
      .addOrderBy('request.id')
      .limit(1)
      .setLock('pessimistic_write')
      .getOne();
  }

  /** Not while its money is in dispute or on its way back. */
  private async oldest(manager: EntityManager): Promise<Gift | null> {
    return manager
      .createQueryBuilder(Gift, 'gift')
      .where(`gift.status = 'pooled' and gift.frozenAt is null and gift.livemode = :livemode`, {
        livemode: this.settings.livemode,
      })
      .andWhere('(gift.chosenForRefundAt is null or gift.chosenForRefundAt < :dayAgo)', {
        dayAgo: addDays(this.clock.now(), -1),
      })
      .orderBy('gift.pooledAt')
      .addOrderBy('gift.id')
      .limit(1)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
  }

  /** Forgets who never confirmed, who was served long ago, and, with a word, who has waited for too long. */
  async forgetOld(): Promise<void> {
    const now = this.clock.now();
    const [unconfirmed, old] = [addDays(now, -DAYS_TO_CONFIRM), addDays(now, -DAYS_KEPT)];
    await this.dataSource.transaction(async (manager) => {
      const gone: { id: string; email: string; name: string; locale: string; waited: boolean }[] =
        await manager
          .query<[typeof gone, number]>(
            `delete from pool_requests
           where asked_at <= $1 and confirmed_at is null or served_at < $2 or confirmed_at < $2 and served_at is null
           returning id, email, name, locale, confirmed_at is not null and served_at is null waited`,
            [unconfirmed, old],
          )
          .then(([rows]) => rows);
      await this.mail.enqueue(
        manager,
        gone
          .filter(({ waited }) => waited)
          .map((request) => overMail(request, `${this.settings.baseUrl}/pool`)),
      );
    });
  }
}
