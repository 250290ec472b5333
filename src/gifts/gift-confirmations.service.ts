import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull, MoreThan } from 'typeorm';
import { Clock } from '../common/clock.js';
import { NotFound } from '../common/errors.js';
import { hashToken, newToken } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import type { Gift } from './gift.js';
import { GiftConfirmation } from './gift-confirmation.js';

const VALID_MS = 48 * 3_600_000;

/** Asks an address whether it is really them who want the gift. */
@Injectable()
export class GiftConfirmations {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly mail: Mail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async ask(gift: Gift, { email, name }: { email: string; name: string }): Promise<void> {
    const token = newToken();
    const tokenHash = hashToken(token);
    const expiresAt = new Date(this.clock.now().getTime() + VALID_MS);
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(GiftConfirmation, { tokenHash, giftId: gift.id, email, name, expiresAt });
      const params = { name, link: `${this.settings.baseUrl}/redeem/confirm/${token}` };
      const dedupeKey = `gift-confirm:${tokenHash}`;
      await this.mail.enqueue(manager, [
        { template: 'gift-confirm', to: email, locale: 'en', params, dedupeKey },
      ]);
    });
  }

  /** Only once: the first to come has it. @throws NotFound */
  async use(manager: EntityManager, token: string): Promise<GiftConfirmation> {
    const now = this.clock.now();
    const confirmations = manager.getRepository(GiftConfirmation);
    const valid = { tokenHash: hashToken(token), usedAt: IsNull(), expiresAt: MoreThan(now) };
    const found = await confirmations.findOneBy(valid);
    const { affected } = await confirmations.update(valid, { usedAt: now });
    if (!found || affected !== 1)
      throw new NotFound('This link is no longer valid. Please open the gift again.');
    return found;
  }
}
