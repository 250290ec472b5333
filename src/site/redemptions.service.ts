import { Injectable } from '@nestjs/common';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Clock } from '../common/clock.js';
import { NotFound } from '../common/errors.js';
import type { Gift } from '../gifts/gift.js';
import { GiftExpired, GiftOnHold, GiftRedeemed } from '../gifts/gift-errors.js';
import { Gifts } from '../gifts/gifts.service.js';
import type { RedeemDto } from '../gifts/gifts.dto.js';
import type { Redemption } from './pages/redeem.js';

/** What a gift's link shows, whatever has become of the gift. */
@Injectable()
export class Redemptions {
  constructor(
    private readonly gifts: Gifts,
    private readonly campaigns: Campaigns,
    private readonly clock: Clock,
  ) {}

  /** As the link is opened. */
  of(token: string): Promise<Redemption> {
    return told(async () => this.describe(await this.gifts.view(token)));
  }

  redeem(token: string, dto: RedeemDto, signedInAs: string | null): Promise<Redemption> {
    return told(async () => {
      const { giverName } = await this.gifts.view(token);
      const redemption = await this.gifts.redeem(token, dto, signedInAs);
      if (!redemption.redeemed) return { kind: 'confirm', email: redemption.confirm };
      const { endsAt, extended } = redemption;
      return { kind: 'done', giverName, endsAt: endsAt.toISOString(), extended };
    });
  }

  confirm(token: string): Promise<Redemption> {
    return told(async () => {
      const { endsAt, extended } = await this.gifts.confirm(token);
      return { kind: 'done', giverName: null, endsAt: endsAt.toISOString(), extended };
    });
  }

  /** Dates are told by the running campaign's calendar. */
  async timeZone(): Promise<string> {
    return this.campaigns.zoneOf(await this.campaigns.running());
  }

  private describe(gift: Gift): Redemption {
    const { months, giverName, message } = gift;
    const expiresAt = gift.claimUntil.toISOString();
    const check = gift.checkRedeemable(this.clock.now());
    if (check.redeemable) return { kind: 'open', months, giverName, message, expiresAt };
    switch (check.reason) {
      case 'redeemed':
        return { kind: 'redeemed' };
      case 'expired':
        return { kind: 'expired', expiredAt: expiresAt };
      case 'frozen':
        return { kind: 'on-hold' };
      case 'withdrawn':
        return { kind: 'gone' };
    }
  }
}

async function told(ask: () => Promise<Redemption>): Promise<Redemption> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GiftRedeemed) return { kind: 'redeemed' };
    if (error instanceof GiftExpired) return { kind: 'expired' };
    if (error instanceof GiftOnHold) return { kind: 'on-hold' };
    if (error instanceof NotFound) return { kind: 'gone' };
    throw error;
  }
}
