import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { NotFound } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import { Gift } from './gift.js';
import { thanksMail } from './giver-mails.js';
import { GiftLinks } from './gift-links.js';

/** A note from who redeemed a gift to who gave it; neither learns the other's address. */
@Injectable()
export class GiftThanks {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @throws NotFound */
  async of(id: string, token: string): Promise<Pick<Gift, 'giverName' | 'thanks'>> {
    this.check(id, token);
    const { livemode } = this.settings;
    const gift = await this.dataSource.manager.findOneBy(Gift, { id, livemode });
    return opened(gift);
  }

  /** The first note counts; pressed again, nothing is added. @throws NotFound */
  async send(id: string, token: string, note: string): Promise<void> {
    this.check(id, token);
    const { livemode } = this.settings;
    await this.dataSource.transaction(async (manager) => {
      const gift = opened(
        await manager.findOne(Gift, { where: { id, livemode }, lock: { mode: 'pessimistic_write' } }),
      );
      if (gift.thankedAt) return;
      await manager.update(Gift, id, { thanks: note, thankedAt: this.clock.now() });
      const page = `${this.links.ofGiver(gift.purchaseId)}/${gift.place}`;
      await this.mail.enqueue(manager, [thanksMail(gift, note, page)]);
    });
  }

  private check(id: string, token: string): void {
    if (!isId(id) || !this.links.isRedeemer(id, token)) throw nothing();
  }
}

function opened(gift: Gift | null): Gift {
  if (!gift?.redeemedAt) throw nothing();
  return gift;
}

function nothing(): NotFound {
  return new NotFound();
}
