import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../campaigns/ledger.service.js';
import { Clock } from '../common/clock.js';
import { Settings } from '../config/settings.js';
import { ChargeMoves } from '../members/charge-moves/charge-moves.service.js';
import { type Given, giveMembership, noteFirstTime } from '../members/gift-membership.js';
import { findOrCreateMembers } from '../members/persons.js';
import { countRedemption } from './count-redemption.js';
import { Gift } from './gift.js';

/** Whose address is proven. */
export interface Redeemer {
  email: string;
  name: string;
  locale: string;
}

/** Makes a member of who gets a gift, or gives a member more time. */
@Injectable()
export class GiftGrants {
  constructor(
    private readonly chargeMoves: ChargeMoves,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** The gift is locked, and may be redeemed. */
  async grant(manager: EntityManager, gift: Gift, redeemer: Redeemer): Promise<Given> {
    const now = this.clock.now();
    const { livemode } = this.settings;
    const { id } = gift;
    const [member] = (await findOrCreateMembers(manager, [redeemer], { livemode, now })).values();
    if (!member) throw new Error(`gift ${id} has nobody to go to`);
    const moveCharge = this.settings.GIFTS_WHILE_PAYING === 'move';
    const time = { giftId: id, ...gift };
    const given = await giveMembership(manager, member.id, time, { livemode, now, moveCharge });
    if (given.nextCharge) await this.chargeMoves.request(manager, member.id);
    const redeemed = { status: 'redeemed' as const, redeemerId: member.id, redeemedAt: now };
    await manager.update(Gift, id, { ...redeemed, heldFor: null, heldUntil: null });
    await noteFirstTime(manager, member.id, now);
    await countRedemption(manager, this.ledger, gift, { memberId: member.id, paying: given.paying, at: now });
    return given;
  }
}
