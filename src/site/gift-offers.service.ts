import { Injectable } from '@nestjs/common';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Clock } from '../common/clock.js';
import { instantToLocalDate } from '../common/dates.js';
import { lastDeliveryDay } from '../gifts/delivery-day.js';
import { Plans } from '../members/plans.service.js';
import type { GiftOffer } from './offers.js';

export interface Offered {
  terms: GiftOffer[];
  /** The first and the last day on which a gift can arrive, `2026-12-24`, by the campaign's calendar. */
  days: { first: string; last: string };
  /** The campaign's, or the site's. */
  zone: string;
}

/** What can be given, and when. */
@Injectable()
export class GiftOffers {
  constructor(
    private readonly plans: Plans,
    private readonly campaigns: Campaigns,
    private readonly clock: Clock,
  ) {}

  async of(campaignSlug: string | undefined): Promise<Offered> {
    const campaign = await this.campaigns.forCheckout(campaignSlug);
    const zone = this.campaigns.zoneOf(campaign);
    const now = this.clock.now();
    return {
      terms: await this.terms(),
      days: { first: instantToLocalDate(now, zone), last: lastDeliveryDay(zone, now) },
      zone,
    };
  }

  /** In the order of their plans, the shortest first. */
  private async terms(): Promise<GiftOffer[]> {
    const [plans, terms] = await Promise.all([this.plans.list(), this.plans.giftTerms()]);
    return plans.flatMap(({ id, tier, name, blurb, blurbs }) =>
      terms
        .filter((term) => term.planId === id)
        .sort((one, other) => one.months - other.months)
        .map(({ months, price }) => ({ plan: id, tier, name, blurb, blurbs, months, price })),
    );
  }
}
