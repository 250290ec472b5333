import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { NotFound } from '../common/errors.js';
import { hashToken } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Mail } from '../mail/mail.service.js';
import { type Given, giveMembership, noteFirstTime } from '../members/gift-membership.js';
import { findOrCreateMembers } from '../members/persons.js';
import { countRedemption } from './count-redemption.js';
import { Ledger } from '../campaigns/ledger.service.js';
import { acceptedMail } from './delivery-mail.js';
import { Gift } from './gift.js';
import { GiftConfirmations } from './gift-confirmations.service.js';
import { GiftExpired, GiftOnHold, GiftRedeemed } from './gift-errors.js';
import { GiftLinks } from './gift-links.js';

export interface Redeemer {
  email: string;
  name: string;
}

/** What the redeemer got, from whom, and where they can thank. */
export type Accepted = Given & { giverName: string; thank: string };

export type Redemption = ({ redeemed: true } & Accepted) | { redeemed: false; confirm: string };

/** What a gift's link can do. */
@Injectable()
export class Gifts {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly confirmations: GiftConfirmations,
    private readonly ledger: Ledger,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @throws NotFound, the same for a wrong link and a withdrawn gift */
  async view(token: string): Promise<Gift> {
    const gift = await this.dataSource.manager.findOneBy(Gift, { tokenHash: hashToken(token) });
    if (!gift || isWithdrawn(gift)) throw new NotFound('There is no gift at this address.');
    return gift;
  }

  /**
   * At once for the address that the gift was sent to, or that the signed-in reader has proven; any other address is asked
   * by e-mail first, so that nobody's gift ends up with a stranger who saw the link.
   * @throws NotFound, GiftRedeemed, GiftExpired
   */
  async redeem(token: string, redeemer: Redeemer, signedInAs: string | null = null): Promise<Redemption> {
    const gift = await this.view(token);
    refuse(gift, this.clock.now());
    const email = normaliseEmail(redeemer.email);
    const proven = [gift.recipientEmail, signedInAs].some(
      (known) => known !== null && normaliseEmail(known) === email,
    );
    if (!proven) {
      await this.confirmations.ask(gift, redeemer);
      return { redeemed: false, confirm: redeemer.email };
    }
    const given = await this.dataSource.transaction((manager) => this.complete(manager, gift.id, redeemer));
    return { redeemed: true, ...given };
  }

  /** The link in the confirming e-mail was followed. @throws NotFound, GiftRedeemed, GiftExpired */
  async confirm(token: string): Promise<Accepted> {
    return this.dataSource.transaction(async (manager) => {
      const { giftId, email, name } = await this.confirmations.use(manager, token);
      return this.complete(manager, giftId, { email, name });
    });
  }

  private async complete(manager: EntityManager, id: string, redeemer: Redeemer): Promise<Accepted> {
    const now = this.clock.now();
    const { livemode } = this.settings;
    const gift = await manager.findOne(Gift, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!gift || isWithdrawn(gift)) throw new NotFound('There is no gift at this address.');
    refuse(gift, now);
    const [member] = (await findOrCreateMembers(manager, [redeemer], { livemode, now })).values();
    if (!member) throw new Error(`gift ${id} has nobody to go to`);
    const given = await giveMembership(manager, member.id, { giftId: id, ...gift }, { livemode, now });
    await manager.update(Gift, id, { status: 'redeemed', redeemerId: member.id, redeemedAt: now });
    await noteFirstTime(manager, member.id, now);
    await countRedemption(manager, this.ledger, gift, { memberId: member.id, paying: given.paying, at: now });
    await this.tellGiver(manager, gift, redeemer);
    const { giverName } = gift;
    const thank = this.links.ofThanks(id);
    await this.mail.enqueue(manager, [acceptedMail(gift, { redeemer, until: given.endsAt, link: thank })]);
    return { ...given, giverName, thank };
  }

  private async tellGiver(manager: EntityManager, gift: Gift, { name }: Redeemer): Promise<void> {
    const { giverName, giverEmail } = gift;
    const params = { giverName, recipientName: name || gift.recipientName || gift.giverName };
    const dedupeKey = `gift-redeemed:${gift.id}`;
    await this.mail.enqueue(manager, [
      { template: 'gift-redeemed', to: giverEmail, locale: 'en', params, dedupeKey },
    ]);
  }
}

function isWithdrawn({ status }: Gift): boolean {
  return status === 'refunded' || status === 'void';
}

function refuse(gift: Gift, now: Date): void {
  const check = gift.checkRedeemable(now);
  if (check.redeemable) return;
  switch (check.reason) {
    case 'redeemed':
      throw new GiftRedeemed();
    case 'expired':
      throw new GiftExpired();
    case 'frozen':
      throw new GiftOnHold();
    case 'withdrawn':
      throw new NotFound('There is no gift at this address.');
  }
}
