import { Injectable } from '@nestjs/common';
import { derivedToken, hashToken, sameSecret } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import type { Gift } from './gift.js';

/**
 * The links of gifts. Their tokens are worked out from SESSION_SECRET and never stored, so that a card or a reminder can carry
 * the very link that was mailed; a gift's row keeps the hash of the one that is valid.
 */
@Injectable()
export class GiftLinks {
  constructor(private readonly settings: Settings) {}

  /** Makes the next link, which voids the one before; what it returns is to be stored. */
  renew({ id, linkVersion }: Pick<Gift, 'id' | 'linkVersion'>): Pick<Gift, 'linkVersion' | 'tokenHash'> {
    const next = { id, linkVersion: linkVersion + 1 };
    return { linkVersion: next.linkVersion, tokenHash: hashToken(this.token(next)) };
  }

  /** The link as it was handed over. Null when there is none yet, or SESSION_SECRET has changed since: renew it then. */
  of(gift: Pick<Gift, 'id' | 'linkVersion' | 'tokenHash'>): string | null {
    const token = this.token(gift);
    return gift.tokenHash === hashToken(token) ? `${this.settings.baseUrl}/redeem/${token}` : null;
  }

  /** The giver's page of all gifts of one purchase, as their receipt has it. */
  ofGiver(purchaseId: string): string {
    return `${this.settings.baseUrl}/gifts/${purchaseId}/${this.giverToken(purchaseId)}`;
  }

  isGiver(purchaseId: string, token: string): boolean {
    return sameSecret(this.giverToken(purchaseId), token);
  }

  /** Where its redeemer writes to the giver. */
  ofThanks(giftId: string): string {
    return `${this.settings.baseUrl}/gifts/thanks/${giftId}/${this.derived(`thanks:${giftId}`)}`;
  }

  isRedeemer(giftId: string, token: string): boolean {
    return sameSecret(this.derived(`thanks:${giftId}`), token);
  }

  private token({ id, linkVersion }: Pick<Gift, 'id' | 'linkVersion'>): string {
    return this.derived(`gift:${id}:${linkVersion}`);
  }

  private giverToken(purchaseId: string): string {
    return this.derived(`giver:${purchaseId}`);
  }

  private derived(what: string): string {
    return derivedToken(this.settings.SESSION_SECRET, what);
  }
}
