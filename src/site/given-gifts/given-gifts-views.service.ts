import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { instantToLocalDate } from '../../common/dates.js';
import { lastDeliveryDay } from '../../gifts/delivery-day.js';
import type { Gift } from '../../gifts/gift.js';
import { GiftZones } from '../../gifts/gift-zones.service.js';
import { GiftsOfGiver } from '../../gifts/gifts-of-giver.service.js';
import type { GivenGiftView } from './gift-page.js';
import type { GivenGiftsView } from './list-page.js';

/** What the giver's pages show. */
@Injectable()
export class GivenGiftsViews {
  constructor(
    private readonly gifts: GiftsOfGiver,
    private readonly zones: GiftZones,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async list(purchaseId: string, token: string, page: number): Promise<GivenGiftsView> {
    const found = await this.gifts.list(purchaseId, token, page);
    const timeZone = await this.zones.ofPurchase(purchaseId);
    return { ...found, timeZone, path: pathOf(purchaseId, token) };
  }

  /** @throws NotFound */
  async one(purchaseId: string, token: string, place: number): Promise<GivenGiftView> {
    const given = await this.gifts.one(purchaseId, token, place);
    const timeZone = await this.zones.ofPurchase(purchaseId);
    const { gift } = given;
    const now = this.clock.now();
    const early = gift.deliverAt > now;
    const days = early
      ? { first: instantToLocalDate(now, timeZone), last: lastDeliveryDay(timeZone, now) }
      : null;
    const values = valuesOf(gift, early ? instantToLocalDate(gift.deliverAt, timeZone) : undefined);
    return { given, timeZone, path: pathOf(purchaseId, token), values, days };
  }
}

function valuesOf({ recipientName, recipientEmail, message }: Gift, deliverOn: string | undefined) {
  return {
    name: recipientName ?? undefined,
    email: recipientEmail ?? undefined,
    message: message ?? undefined,
    deliverOn,
  };
}

function pathOf(purchaseId: string, token: string): string {
  return `/gifts/${purchaseId}/${token}`;
}
