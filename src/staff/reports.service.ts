import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../common/clock.js';
import { NotFound } from '../common/errors.js';
import type { AttributionKey } from '../payments/purchase.js';
import { Settings } from '../config/settings.js';
import { countByDay, countBySource, type SourceRow } from './queries/campaign-history.js';
import { type CampaignRow, findCampaign } from './queries/campaigns.js';
import { makeReport, type Report } from './report.js';

export interface CampaignReport {
  campaign: CampaignRow;
  report: Report;
  sources: SourceRow[];
}

@Injectable()
export class Reports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Throws NotFound. */
  async campaign(slug: string): Promise<CampaignRow> {
    const campaign = await findCampaign(this.dataSource, this.settings.livemode, slug);
    if (!campaign) throw new NotFound('There is no such campaign.');
    return campaign;
  }

  async of(campaign: CampaignRow, by?: AttributionKey): Promise<CampaignReport> {
    const [days, sources] = await Promise.all([
      countByDay(this.dataSource, campaign),
      countBySource(this.dataSource, campaign, by),
    ]);
    return { campaign, report: makeReport(campaign, days, this.clock.now()), sources };
  }
}
