import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import type { MailRequest } from '../mail/templates.js';
import { Gift } from './gift.js';
import { nudgeMail } from './giver-mails.js';
import { GiftLinks } from './gift-links.js';
import { dueNudges, nextNudgeAt, type Nudge } from './nudges.js';
import { reminderMail } from './delivery-mail.js';

const AT_A_TIME = 500;

/** Reminds of gifts that nobody has claimed: each word once, on its day, or as soon as the service is back. */
@Injectable()
export class GiftNudges {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async sendDue(): Promise<void> {
    const now = this.clock.now();
    let nudged;
    do nudged = await this.dataSource.transaction((manager) => this.sendSome(manager, now));
    while (nudged === AT_A_TIME);
  }

  private async sendSome(manager: EntityManager, now: Date): Promise<number> {
    const gifts = await this.due(manager, now);
    const mails = gifts.flatMap((gift) =>
      dueNudges(gift, now).flatMap((nudge) => this.mailFor(gift, nudge) ?? []),
    );
    await this.mail.enqueue(manager, mails);
    const next = gifts.map((gift) => nextNudgeAt(gift, now));
    await manager.query(
      `update gifts g set next_nudge_at = n.at from unnest($1::uuid[], $2::timestamptz[]) n (id, at) where g.id = n.id`,
      [gifts.map(({ id }) => id), next],
    );
    return gifts.length;
  }

  /** Not while its money is in dispute; what was missed then is made up for when it comes back. */
  private due(manager: EntityManager, now: Date): Promise<Gift[]> {
    return manager
      .createQueryBuilder(Gift, 'gift')
      .where(
        `gift.status = 'delivered' and gift.nextNudgeAt <= :now and gift.frozenAt is null
           and gift.livemode = :livemode`,
        { now, livemode: this.settings.livemode },
      )
      .orderBy('gift.nextNudgeAt')
      .limit(AT_A_TIME)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
  }

  private mailFor(gift: Gift, nudge: Nudge): MailRequest | null {
    if (nudge.to === 'giver') return nudgeMail(gift, nudge, this.links.ofGiver(gift.purchaseId));
    const link = this.links.of(gift);
    // SESSION_SECRET has changed: the link that was mailed still works, but is not known any more.
    if (!link || !gift.recipientEmail) return null;
    return reminderMail(gift, { to: gift.recipientEmail, kind: nudge.kind, link });
  }
}
