import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { Clock } from '../../common/clock.js';
import { Settings } from '../../config/settings.js';
import { CurrentStaff } from '../current-staff.js';
import { CampaignDesk } from '../campaign-desk.service.js';
import { CampaignEditing } from '../../campaigns/campaign-editing.service.js';
import { draftOf } from '../../campaigns/campaign-draft.js';
import { CampaignChangeDto, CampaignDto } from '../dto/campaign.dto.js';
import { Desk } from '../desk.service.js';
import { AdjustmentDto } from '../dto/adjustment.dto.js';
import { LedgerQuery, ReportQuery } from '../dto/list-queries.js';
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
    private readonly campaigns: CampaignDesk,
    private readonly editing: CampaignEditing,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All campaigns with where they stand; those that run come first.' })
  async list() {
    return { campaigns: await listCampaigns(this.dataSource, this.settings.livemode, this.clock.now()) };
  }

  @Post()
  @Access('editor')
  @ApiOperation({ summary: 'A new campaign, as a draft unless it is published at once. For editors.' })
  async create(@Body() campaign: CampaignDto, @CurrentStaff() actor: Actor) {
    await this.campaigns.create(campaign, actor);
    return this.show(campaign.slug);
  }

  @Get(':slug')
  @ApiOperation({ summary: 'Everything that staff have decided about a campaign, and where it stands.' })
  async show(@Param('slug') slug: string) {
    const { value } = await this.reports.campaign(slug);
    const campaign = await this.editing.find(slug);
    return { campaign: { ...draftOf(campaign), value, status: campaign.status(this.clock.now(), value) } };
  }

  @Patch(':slug')
  @Access('editor')
  @ApiOperation({
    summary:
      'Changes what is given. What was promised, and what is counted by, stays once it has begun. For editors.',
  })
  async change(@Param('slug') slug: string, @Body() change: CampaignChangeDto, @CurrentStaff() actor: Actor) {
    await this.campaigns.change(slug, change, actor);
    return this.show(change.slug ?? slug);
  }

  @Post(':slug/matching/confirm')
  @HttpCode(200)
  @Access('administrator')
  @ApiOperation({
    summary: 'The donor’s money has come: what is doubled by now becomes part of the number, once.',
  })
  async confirmMatching(@Param('slug') slug: string, @CurrentStaff() actor: Actor) {
    await this.campaigns.confirmMatching(slug, actor);
    return this.show(slug);
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
  async report(@Param('slug') slug: string, @Query() { by }: ReportQuery) {
    return this.reports.of(await this.reports.campaign(slug), by);
  }

  @Post(':slug/adjustments')
  @Access('editor')
  @ApiOperation({ summary: 'Changes the number by hand, with a reason. For editors.' })
  async adjust(@Param('slug') slug: string, @Body() adjustment: AdjustmentDto, @CurrentStaff() actor: Actor) {
    await this.desk.adjust(slug, adjustment, actor);
    return { campaign: await this.reports.campaign(slug) };
  }
}
