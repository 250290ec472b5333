import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { normaliseEmail } from '../common/email.js';
import { NotFound } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Gift } from './gift.js';
import { GiftLinks } from './gift-links.js';
import { type GivenGiftState, givenGiftState } from './gift-state.js';

/** A gift as its giver sees it. Of who redeemed it they learn nothing but that it was opened, and the note of thanks. */
export interface GivenGift {
  gift: Gift;
  state: GivenGiftState;
  /** To hand on; null while there is none, and where it has been used. */
  link: string | null;
}

/** `page` is the one of the purchase. */
export type GivenAtHome = GivenGift & { page: string };

/** The newest; their receipts lead to all. */
const MOST_AT_HOME = 50;

export const GIFTS_A_PAGE = 25;

/** The gifts of one purchase, for whoever holds the link of its receipt. */
@Injectable()
export class GiftsOfGiver {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly links: GiftLinks,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** `page` counts from 1; one that is too high is the last. @throws NotFound */
  async list(
    purchaseId: string,
    token: string,
    page: number,
  ): Promise<{ gifts: GivenGift[]; count: number; page: number; pages: number }> {
    this.check(purchaseId, token);
    const where = { purchaseId, livemode: this.settings.livemode };
    const count = await this.gifts.countBy(where);
    if (count === 0) throw nothing();
    const pages = Math.ceil(count / GIFTS_A_PAGE);
    const shown = Math.min(Math.max(1, page), pages);
    const gifts = await this.gifts.find({
      where,
      order: { place: 'asc' },
      skip: (shown - 1) * GIFTS_A_PAGE,
      take: GIFTS_A_PAGE,
    });
    return { gifts: gifts.map((gift) => this.describe(gift)), count, page: shown, pages };
  }

  /** `place` is 1 for the first of its purchase. @throws NotFound */
  async one(purchaseId: string, token: string, place: number): Promise<GivenGift> {
    this.check(purchaseId, token);
    const { livemode } = this.settings;
    const gift = await this.gifts.findOneBy({ purchaseId, place, livemode });
    if (!gift) throw nothing();
    return this.describe(gift);
  }

  /** Those that somebody gave who has proven to hold the address. */
  async ofAddress(email: string): Promise<GivenAtHome[]> {
    const gifts = await this.gifts
      .createQueryBuilder('gift')
      .where('lower(gift.giverEmail) = :email and gift.livemode = :livemode', {
        email: normaliseEmail(email),
        livemode: this.settings.livemode,
      })
      .orderBy('gift.boughtAt', 'DESC')
      .addOrderBy('gift.place')
      .limit(MOST_AT_HOME)
      .getMany();
    return gifts.map((gift) => ({ ...this.describe(gift), page: this.links.ofGiver(gift.purchaseId) }));
  }

  /** As it stands now. */
  describe(gift: Gift): GivenGift {
    const state = givenGiftState(gift, this.clock.now());
    const open = state === 'sent' || state === 'handed' || state === 'undeliverable';
    return { gift, state, link: open ? this.links.of(gift) : null };
  }

  private check(purchaseId: string, token: string): void {
    if (!isId(purchaseId) || !this.links.isGiver(purchaseId, token)) throw nothing();
  }

  private get gifts() {
    return this.dataSource.getRepository(Gift);
  }
}

function nothing(): NotFound {
  return new NotFound('There are no gifts at this address.');
}
