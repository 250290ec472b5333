import { Injectable } from '@nestjs/common';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { Experiments } from '../experiments/experiments.service.js';
import { donationAmounts } from './donation-amounts.js';
import type { Trail } from './trail.js';

/** Which donations a reader is offered: as the banner offered them, where an experiment has its own. */
@Injectable()
export class DonationOffers {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly experiments: Experiments,
  ) {}

  /** Minor units, rising. */
  async amounts({ campaign: slug, attribution }: Trail, currency: string): Promise<number[]> {
    const usual = donationAmounts(currency);
    const { placement, experiment: dealt, variant: key } = attribution;
    if (!slug || !placement) return usual;
    const campaign = await this.campaigns.bySlug(slug);
    const experiment = await this.experiments.at(campaign.id, placement);
    if (!experiment || experiment.currency !== currency) return usual;
    const shown = experiment.winner ?? (dealt === experiment.key ? key : undefined);
    const variant = experiment.variants.find((one) => one.key === shown);
    return variant && variant.amounts.length > 0 ? variant.amounts : usual;
  }
}
