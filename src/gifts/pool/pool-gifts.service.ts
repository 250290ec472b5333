import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { forgetRecipients } from '../erasure.service.js';
import { Gift } from '../gift.js';
import { GiftCorrections } from '../gift-corrections.service.js';
import { GiftHeld, GiftNotChangeable } from '../gift-errors.js';
import { changeAllowed, givenGiftState } from '../gift-state.js';

/** A gift that nobody has accepted, for readers who cannot afford one instead. */
@Injectable()
export class PoolGifts {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly corrections: GiftCorrections,
    private readonly clock: Clock,
  ) {}

  /** Its link is dead, and whom it was for is forgotten. Pressed twice, it is given once. @throws NotFound, GiftNotChangeable, GiftHeld */
  async give(id: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const gift = await this.corrections.locked(manager, id);
      if (gift.status !== 'pooled') await this.giveLocked(manager, gift);
    });
  }

  /** The gift is locked. @throws GiftNotChangeable, GiftHeld */
  async giveLocked(manager: EntityManager, gift: Gift): Promise<void> {
    const now = this.clock.now();
    const state = givenGiftState(gift, now);
    if (!changeAllowed(state)) throw new GiftNotChangeable(state);
    // Somebody has asked for it, and is answering our e-mail.
    if (gift.heldUntil && gift.heldUntil > now) throw new GiftHeld(gift.heldUntil);
    await forgetRecipients(manager, [gift]);
    await manager.update(Gift, gift.id, {
      status: 'pooled',
      pooledAt: now,
      tokenHash: null,
      linkVersion: gift.linkVersion + 1,
      bouncedAt: null,
      bounceReason: null,
    });
  }
}
