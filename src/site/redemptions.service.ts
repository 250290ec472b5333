import { Injectable } from '@nestjs/common';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { NotFound } from '../common/errors.js';
import type { Gift } from '../gifts/gift.js';
import { GiftEarly, GiftExpired, GiftHeld, GiftOnHold, GiftRedeemed } from '../gifts/gift-errors.js';
import { type Accepted, Gifts, type Wanted } from '../gifts/gifts.service.js';
import { fateOf } from '../members/gift-membership.js';
import type { Known, Redemption } from './pages/redeem.js';

/** What a gift's link shows, whatever has become of the gift. */
@Injectable()
export class Redemptions {
  constructor(
    private readonly gifts: Gifts,
    private readonly campaigns: Campaigns,
    private readonly clock: Clock,
  ) {}

  /** As the link is opened. */
  of(token: string, signedInAs: string | null): Promise<Redemption> {
    return told(async () => this.describe(await this.gifts.view(token), signedInAs));
  }

  redeem(token: string, wanted: Wanted, signedInAs: string | null): Promise<Redemption> {
    return told(async () => {
      const redemption = await this.gifts.redeem(token, wanted, signedInAs);
      if (redemption.redeemed) return done(redemption);
      const { confirm: email, instead, until } = redemption;
      return { kind: 'confirm', email, name: wanted.name, instead, until: until.toISOString() };
    });
  }

  confirm(token: string): Promise<Redemption> {
    return told(async () => {
      return done(await this.gifts.confirm(token));
    });
  }

  /** Dates are told by the running campaign's calendar. */
  async timeZone(): Promise<string> {
    return this.campaigns.zoneOf(await this.campaigns.running());
  }

  private describe(gift: Gift, signedInAs: string | null): Redemption {
    const { months, giverName, message } = gift;
    const now = this.clock.now();
    const expiresAt = gift.claimUntil.toISOString();
    const check = gift.checkRedeemable(now);
    if (check.redeemable) {
      const known = knownFor(gift, signedInAs);
      const heldUntil = gift.heldAgainst(normaliseEmail(signedInAs ?? ''), now)?.toISOString() ?? null;
      return { kind: 'open', months, giverName, message, expiresAt, known, heldUntil };
    }
    switch (check.reason) {
      case 'redeemed':
        return { kind: 'redeemed' };
      case 'expired':
        return { kind: 'expired', expiredAt: expiresAt };
      case 'frozen':
        return { kind: 'on-hold' };
      case 'early':
        return { kind: 'early', opensAt: gift.deliverAt.toISOString() };
      case 'withdrawn':
        return { kind: 'gone' };
    }
  }
}

function done(accepted: Accepted): Redemption {
  const { giverName, thank, endsAt, nextCharge } = accepted;
  const moved = nextCharge && { from: nextCharge.from.toISOString(), to: nextCharge.to.toISOString() };
  const fate = fateOf(accepted);
  return { kind: 'done', giverName, thank, endsAt: endsAt.toISOString(), fate, nextCharge: moved };
}

/** Who accepts it with one press: who is signed in, else whom it was mailed to, which the link proves. */
function knownFor(gift: Gift, signedInAs: string | null): Known | null {
  if (signedInAs !== null) return { as: 'reader', email: signedInAs, name: null };
  const { recipientEmail, recipientName } = gift;
  return recipientEmail ? { as: 'recipient', email: masked(recipientEmail), name: recipientName } : null;
}

/** `c…@example.org`: enough for whose it is, and nothing for whom the link was shown to. */
function masked(email: string): string {
  return `${email.slice(0, 1)}…${email.slice(email.lastIndexOf('@'))}`;
}

async function told(ask: () => Promise<Redemption>): Promise<Redemption> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GiftEarly) return { kind: 'early', opensAt: error.opensAt.toISOString() };
    if (error instanceof GiftRedeemed) return { kind: 'redeemed' };
    if (error instanceof GiftExpired) return { kind: 'expired' };
    if (error instanceof GiftOnHold) return { kind: 'on-hold' };
    if (error instanceof GiftHeld) return { kind: 'held', until: error.until.toISOString() };
    if (error instanceof NotFound) return { kind: 'gone' };
    throw error;
  }
}
