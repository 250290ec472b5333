import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { Clock } from '../common/clock.js';
import { NotFound } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { instantToLocalDate } from '../common/dates.js';
import { Settings } from '../config/settings.js';
import { Gift } from '../gifts/gift.js';
import { GiftCorrections } from '../gifts/gift-corrections.service.js';
import { GiftNotChangeable } from '../gifts/gift-errors.js';
import { extendGift, voidGift } from '../gifts/gift-interventions.js';
import { changeAllowed } from '../gifts/gift-state.js';
import { GiftZones } from '../gifts/gift-zones.service.js';
import { type GivenGift, GiftsOfGiver } from '../gifts/gifts-of-giver.service.js';
import type { GiftRecipientDto } from './dto/gift.dto.js';

/** What staff do about gifts, each with its line in the audit log; who a gift is for does not stand there. */
@Injectable()
export class GiftDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly corrections: GiftCorrections,
    private readonly gifts: GiftsOfGiver,
    private readonly zones: GiftZones,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async find(id: string): Promise<GivenGift> {
    const { livemode } = this.settings;
    const gift = isId(id) ? await this.dataSource.manager.findOneBy(Gift, { id, livemode }) : null;
    if (!gift) throw new NotFound();
    return this.gifts.describe(gift);
  }

  /** To the same address, by a new link. @throws NotFound, GiftNotChangeable */
  resend(id: string, actor: Actor): Promise<void> {
    return this.act(id, actor, 'gift.resend', async (manager, gift) => {
      const { state } = this.gifts.describe(gift);
      if (changeAllowed(state) !== 'send') throw new GiftNotChangeable(state);
      await this.change(manager, gift, {});
      return {};
    });
  }

  /** To a corrected address, or to somebody else. @throws NotFound, GiftNotChangeable, InvalidInput */
  correct(id: string, details: GiftRecipientDto, actor: Actor): Promise<void> {
    return this.act(id, actor, 'gift.recipient', async (manager, gift) => {
      const given = givenIn(details);
      await this.change(manager, gift, given);
      return { changed: Object.keys(given) };
    });
  }

  /** @throws NotFound, GiftNotChangeable */
  void(id: string, reason: string, actor: Actor): Promise<void> {
    return this.act(id, actor, 'gift.void', async (manager, gift) => {
      await voidGift(manager, gift, this.clock.now());
      return { reason };
    });
  }

  /** @throws NotFound, GiftNotChangeable, InvalidInput at `until` */
  extend(id: string, until: string, actor: Actor): Promise<void> {
    return this.act(id, actor, 'gift.extend', async (manager, gift) => {
      const zone = await this.zones.ofPurchase(gift.purchaseId);
      await extendGift(manager, gift, { until, zone, now: this.clock.now() });
      return { from: gift.claimUntil.toISOString(), until };
    });
  }

  private async change(manager: EntityManager, gift: Gift, details: GiftRecipientDto): Promise<void> {
    const zone = await this.zones.ofPurchase(gift.purchaseId);
    const { recipientName: name, recipientEmail: email, message, deliverAt } = gift;
    const { name: newName, email: newEmail, message: newMessage } = { name, email, message, ...details };
    const kept = {
      name: newName ?? undefined,
      email: newEmail ?? undefined,
      message: newMessage ?? undefined,
      deliverOn: instantToLocalDate(deliverAt, zone),
    };
    await this.corrections.changeLocked(manager, gift, kept, zone);
  }

  private async act(
    id: string,
    actor: Actor,
    action: string,
    work: (manager: EntityManager, gift: Gift) => Promise<object>,
  ): Promise<void> {
    if (!isId(id)) throw new NotFound();
    await this.dataSource.transaction(async (manager) => {
      const gift = await this.corrections.locked(manager, id);
      const details = await work(manager, gift);
      await this.audit.write(manager, { actor: actor.name, action, subject: `gift:${id}`, details });
    });
  }
}

/** A body that was read by its rules has all fields, also those that were left out. */
function givenIn(details: GiftRecipientDto): GiftRecipientDto {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}
