import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../common/clock.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { Settings } from '../config/settings.js';
import { CampaignTally } from './campaign-tally.js';
import { Campaign } from './campaign.js';
import { insertEntries } from './insert-entries.js';
import { type Matched, matchedOf } from './matching.js';

/** Brings a donor's doubling into the number, once it is sure. */
@Injectable()
export class MatchingConfirmation {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Null where nobody doubles anything. */
  async of(slug: string): Promise<Matched | null> {
    const { manager } = this.dataSource;
    const campaign = await manager.findOneBy(Campaign, { slug, livemode: this.settings.livemode });
    return campaign && matchedOf(campaign, await manager.findBy(CampaignTally, { campaignId: campaign.id }));
  }

  /** One row of the ledger, with what is matched by then; what is given later is not. Returns minor units. @throws InvalidInput, NotFound */
  async confirm(manager: EntityManager, slug: string, author: string): Promise<number> {
    const { livemode } = this.settings;
    const campaign = await manager.findOne(Campaign, {
      where: { slug, livemode },
      lock: { mode: 'pessimistic_write' },
    });
    if (!campaign) throw new NotFound('There is no such campaign.');
    const { id: campaignId } = campaign;
    const matched = matchedOf(campaign, await manager.findBy(CampaignTally, { campaignId }));
    if (!matched) throw new InvalidInput({ matching: 'Nobody doubles anything in this campaign.' });
    if (matched.confirmed) throw new InvalidInput({ matching: 'That was confirmed before.' });
    const row = {
      campaignId,
      kind: 'matching' as const,
      source: `matching:${campaignId}`,
      delta: 0,
      money: matched.matched,
      at: this.clock.now(),
      livemode,
      author,
      reason: matched.donor,
    };
    await insertEntries(manager, [row], { late: true });
    return matched.matched.amount;
  }
}
