import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { spokenLanguage } from '../common/languages.js';
import { fault } from '../common/faults.js';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { hashToken } from '../common/ids.js';
import { Mail } from '../mail/mail.service.js';
import type { Given } from '../members/gift-membership.js';
import { Members } from '../members/members.service.js';
import { acceptedMail } from './delivery-mail.js';
import { Gift } from './gift.js';
import { GiftConfirmations, type Held } from './gift-confirmations.service.js';
import { GiftEarly, GiftExpired, GiftHeld, GiftOnHold, GiftRedeemed } from './gift-errors.js';
import { GiftGrants, type Redeemer } from './gift-grants.service.js';
import { GiftLinks } from './gift-links.js';

/** What somebody with the link asks for; all of it may be left out by who is known. */
export type Wanted = Partial<Redeemer> & Partial<Pick<Held, 'instead'>>;

/** What the redeemer got, from whom, and where they can thank. */
export type Accepted = Given & { giverName: string; thank: string };

export type Redemption = ({ redeemed: true } & Accepted) | ({ redeemed: false; confirm: string } & Held);

/** What a gift's link can do. */
@Injectable()
export class Gifts {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly members: Members,
    private readonly confirmations: GiftConfirmations,
    private readonly grants: GiftGrants,
    private readonly mail: Mail,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, the same for a wrong link and a withdrawn gift, GiftEarly */
  async view(token: string): Promise<Gift> {
    const gift = await this.dataSource.manager.findOneBy(Gift, { tokenHash: hashToken(token) });
    if (!gift || isWithdrawn(gift)) throw noGift();
    if (gift.isEarly(this.clock.now())) throw new GiftEarly(gift.deliverAt);
    return gift;
  }

  /**
   * At once for the address that the gift was mailed to, or that the signed-in reader has proven; without an address it is
   * theirs. Any other address is asked by e-mail first, so that nobody's gift ends up with a stranger who saw the link, and
   * the gift is held for it meanwhile.
   * @throws NotFound, GiftRedeemed, GiftExpired, GiftOnHold, GiftHeld, InvalidInput at `email`
   */
  async redeem(token: string, wanted: Wanted, signedInAs: string | null = null): Promise<Redemption> {
    const gift = await this.view(token);
    refuse(gift, this.clock.now());
    const redeemer = await this.redeemerOf(gift, wanted, signedInAs);
    const email = normaliseEmail(redeemer.email);
    return this.dataSource.transaction(async (manager) => {
      const locked = await this.lock(manager, gift.id);
      // It may have been sent to a corrected address since: that voids the link.
      if (locked.tokenHash !== hashToken(token)) throw noGift();
      if (locked.isFor(email) || (signedInAs !== null && normaliseEmail(signedInAs) === email))
        return { redeemed: true, ...(await this.complete(manager, locked, redeemer)) };
      const held = await this.confirmations.ask(manager, locked, { ...redeemer, instead: wanted.instead });
      return { redeemed: false, confirm: redeemer.email, ...held };
    });
  }

  /** The link in the confirming e-mail was followed. @throws NotFound, GiftRedeemed, GiftExpired, GiftOnHold */
  async confirm(token: string): Promise<Accepted> {
    return this.dataSource.transaction(async (manager) => {
      const { giftId, email, name } = await this.confirmations.use(manager, token);
      const gift = await this.lock(manager, giftId);
      // Another address was named since, or the gift was sent elsewhere.
      if (gift.status !== 'redeemed' && gift.heldFor !== normaliseEmail(email)) throw noGift();
      return this.complete(manager, gift, { email, name, locale: spokenLanguage() });
    });
  }

  /** Who nothing is asked of: the signed-in reader, else whom the gift was mailed to. */
  private async redeemerOf(gift: Gift, wanted: Wanted, signedInAs: string | null): Promise<Redeemer> {
    const email = wanted.email ?? signedInAs ?? gift.recipientEmail;
    if (!email) throw new InvalidInput({ email: fault('address') });
    const locale = spokenLanguage();
    if (wanted.name) return { email, name: wanted.name, locale };
    const own = gift.isFor(normaliseEmail(email)) ? gift.recipientName : null;
    return { email, name: (await this.members.byEmail(email))?.name ?? own ?? '', locale };
  }

  private async lock(manager: EntityManager, id: string): Promise<Gift> {
    const gift = await manager.findOne(Gift, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!gift || isWithdrawn(gift)) throw noGift();
    refuse(gift, this.clock.now());
    return gift;
  }

  private async complete(manager: EntityManager, gift: Gift, redeemer: Redeemer): Promise<Accepted> {
    const heldUntil = gift.heldAgainst(normaliseEmail(redeemer.email), this.clock.now());
    if (heldUntil) throw new GiftHeld(heldUntil);
    const given = await this.grants.grant(manager, gift, redeemer);
    await this.tellGiver(manager, gift, redeemer);
    const { giverName } = gift;
    const thank = this.links.ofThanks(gift.id);
    await this.mail.enqueue(manager, [acceptedMail(gift, { redeemer, given, link: thank })]);
    return { ...given, giverName, thank };
  }

  private async tellGiver(manager: EntityManager, gift: Gift, { name }: Redeemer): Promise<void> {
    const { giverName, giverEmail, locale } = gift;
    const params = { giverName, recipientName: name || gift.recipientName };
    const dedupeKey = `gift-redeemed:${gift.id}`;
    await this.mail.enqueue(manager, [
      { template: 'gift-redeemed', to: giverEmail, locale, params, dedupeKey },
    ]);
  }
}

function noGift(): NotFound {
  return new NotFound('There is no gift at this address.');
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
    case 'early':
      throw new GiftEarly(gift.deliverAt);
    case 'withdrawn':
      throw noGift();
  }
}
