import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { spokenLanguage } from '../common/languages.js';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { NotFound } from '../common/errors.js';
import { derivedToken, hashToken, newToken, sameSecret } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { RateLimits } from '../http/rate-limits.js';
import { Mail } from '../mail/mail.service.js';
import { Gift } from './gift.js';
import { GiftHeld } from './gift-errors.js';
import { GiftConfirmation } from './gift-confirmation.js';

const VALID_MS = 48 * 3_600_000;

export interface Held {
  until: Date;
  /** Lets whoever asked name another address instead, should the first one be a slip of the pen. */
  instead: string;
}

/** Asks an address whether it is really them who want the gift. */
@Injectable()
export class GiftConfirmations {
  constructor(
    private readonly limits: RateLimits,
    private readonly mail: Mail,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /**
   * Holds the gift for an address and asks it. Who was asked before by mistake is let go by `instead`, which the asking
   * browser was given. The gift is locked.
   */
  async ask(
    manager: EntityManager,
    gift: Gift,
    { email, name, instead }: { email: string; name: string; instead?: string },
  ): Promise<Held> {
    const now = this.clock.now();
    const heldFor = normaliseEmail(email);
    const heldUntil = gift.heldAgainst(heldFor, now);
    if (heldUntil && !this.isSlip(gift, instead)) throw new GiftHeld(heldUntil);
    await this.limits.check('gift-confirm', gift.id);
    const expiresAt = new Date(now.getTime() + VALID_MS);
    await manager.update(Gift, gift.id, { heldFor, heldUntil: expiresAt });
    const token = newToken();
    const tokenHash = hashToken(token);
    await manager.insert(GiftConfirmation, { tokenHash, giftId: gift.id, email, name, expiresAt });
    const params = { name, link: `${this.settings.baseUrl}/redeem/confirm/${token}` };
    const dedupeKey = `gift-confirm:${tokenHash}`;
    await this.mail.enqueue(manager, [
      { template: 'gift-confirm', to: email, locale: spokenLanguage(), params, dedupeKey },
    ]);
    return { until: expiresAt, instead: this.slip(gift.id, heldFor) };
  }

  private isSlip({ id, heldFor }: Gift, instead: string | undefined): boolean {
    return heldFor !== null && instead !== undefined && sameSecret(this.slip(id, heldFor), instead);
  }

  private slip(giftId: string, heldFor: string): string {
    return derivedToken(this.settings.SESSION_SECRET, `held:${giftId}:${heldFor}`);
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
