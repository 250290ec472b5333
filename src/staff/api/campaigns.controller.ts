import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { Clock } from '../../common/clock.js';
import { Settings } from '../../config/settings.js';
import { CurrentStaff } from '../current-staff.js';
import { Desk } from '../desk.service.js';
import { AdjustmentDto } from '../dto/adjustment.dto.js';
import { LedgerQuery } from '../dto/list-queries.js';
import { listCampaigns } from '../queries/campaigns.js';
import { countByKind, countGifts, ledgerPage } from '../queries/ledger.js';
import { Reports } from '../reports.service.js';

@ApiTags('staff')
@ApiBearerAuth()
@Access('viewer')
@Controller('api/staff/campaigns')
export class StaffCampaignsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly reports: Reports,
    private readonly desk: Desk,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All campaigns with where they stand; those that run come first.' })
  async list() {
    return { campaigns: await listCampaigns(this.dataSource, this.settings.livemode, this.clock.now()) };
  }

  @Get(':slug/ledger')
  @ApiOperation({ summary: 'Why this number: each entry with its source, member, payment and event.' })
  async ledger(@Param('slug') slug: string, @Query() query: LedgerQuery) {
    const campaign = await this.reports.campaign(slug);
    const [kinds, gifts, page] = await Promise.all([
      countByKind(this.dataSource, campaign.id),
      countGifts(this.dataSource, campaign.id),
      ledgerPage(this.dataSource, campaign.id, query),
    ]);
    return { campaign, kinds, gifts, entries: page.rows, next: page.next };
  }

  @Get(':slug/report')
  @ApiOperation({ summary: 'By day and by source, pace against the plan, projected end.' })
  async report(@Param('slug') slug: string) {
    return this.reports.of(await this.reports.campaign(slug));
  }

  @Post(':slug/adjustments')
  @Access('editor')
  @ApiOperation({ summary: 'Changes the number by hand, with a reason. For editors.' })
  async adjust(@Param('slug') slug: string, @Body() adjustment: AdjustmentDto, @CurrentStaff() actor: Actor) {
    await this.desk.adjust(slug, adjustment, actor);
    return { campaign: await this.reports.campaign(slug) };
  }
}
