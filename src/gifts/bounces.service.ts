import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { MailRefusals, type Refusal } from '../mail/mail-refusals.js';
import { Mail } from '../mail/mail.service.js';
import { toRecipients } from './delivery-mail.js';
import { Gift } from './gift.js';
import { bouncedMail } from './giver-mails.js';
import { GiftLinks } from './gift-links.js';
import { nextNudgeAt } from './nudges.js';

/** Gifts whose address takes no e-mail: their givers can correct it, or hand the link on. */
@Injectable()
export class GiftBounces implements OnModuleInit {
  constructor(
    private readonly refusals: MailRefusals,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.refusals.register(toRecipients, (manager, refusal) => this.note(manager, refusal));
  }

  /** Once for each address: what was corrected, or opened, meanwhile is left alone. */
  private async note(manager: EntityManager, { about, recipient, reason }: Refusal): Promise<void> {
    const gift = await manager.findOne(Gift, { where: { id: about }, lock: { mode: 'pessimistic_write' } });
    if (!gift || gift.status !== 'delivered' || gift.bouncedAt) return;
    if (normaliseEmail(gift.recipientEmail ?? '') !== normaliseEmail(recipient)) return;
    const now = this.clock.now();
    const bounced = { bouncedAt: now, bounceReason: reason };
    Object.assign(gift, bounced);
    await manager.update(Gift, gift.id, { ...bounced, nextNudgeAt: nextNudgeAt(gift, now) });
    const page = `${this.links.ofGiver(gift.purchaseId)}/${gift.place}`;
    await this.mail.enqueue(manager, [bouncedMail(gift, { link: this.links.of(gift), page })]);
  }
}
