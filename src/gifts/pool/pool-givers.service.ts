import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { addDays } from '../../common/dates.js';
import { Settings } from '../../config/settings.js';
import { Mail } from '../../mail/mail.service.js';
import type { MailRequest } from '../../mail/templates.js';
import { GiftLinks } from '../gift-links.js';

const AT_A_TIME = 200;

interface Taken {
  purchaseId: string;
  giverName: string;
  giverEmail: string;
  locale: string;
  count: number;
  first: string;
}

/** Tells givers that readers have what they gave: at most once a day for each purchase, and not by whom. */
@Injectable()
export class PoolGivers {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly links: GiftLinks,
    private readonly mail: Mail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async tellDue(): Promise<void> {
    let told;
    do told = await this.dataSource.transaction((manager) => this.tellSome(manager));
    while (told === AT_A_TIME);
  }

  private async tellSome(manager: EntityManager): Promise<number> {
    const now = this.clock.now();
    const taken: Taken[] = await manager.query(
      `with purchases as (
         select purchase_id from gifts g
         where pooled_at is not null and redeemed_at is not null and pool_told_at is null and livemode = $3
           and not exists (select from gifts t where t.purchase_id = g.purchase_id and t.pool_told_at > $2)
         group by purchase_id order by min(redeemed_at) limit ${AT_A_TIME}),
       told as (
         update gifts set pool_told_at = $1 from purchases
         where gifts.purchase_id = purchases.purchase_id and pooled_at is not null and redeemed_at is not null
           and pool_told_at is null
         returning gifts.*)
       select purchase_id "purchaseId", giver_name "giverName", giver_email "giverEmail", locale, count(*)::int count,
         min(id::text) first from told group by 1, 2, 3, 4`,
      [now, addDays(now, -1), this.settings.livemode],
    );
    await this.mail.enqueue(
      manager,
      taken.map((each) => this.takenMail(each)),
    );
    return taken.length;
  }

  private takenMail({ purchaseId, giverName, giverEmail, locale, count, first }: Taken): MailRequest {
    return {
      template: 'pool-taken',
      to: giverEmail,
      locale,
      params: { giverName, count, page: this.links.ofGiver(purchaseId) },
      dedupeKey: `pool-taken:${first}`,
      about: first,
    };
  }
}
