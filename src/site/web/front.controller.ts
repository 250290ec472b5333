import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import type { Campaign } from '../../campaigns/campaign.js';
import { spokenLanguage } from '../../common/languages.js';
import { Campaigns } from '../../campaigns/campaigns.service.js';
import { PublicLedger } from '../../campaigns/public-ledger.service.js';
import { Progress } from '../../campaigns/progress.service.js';
import { type CampaignView, campaignView } from '../campaign-view.js';
import { LedgerPage, type PublicChange } from '../pages/ledger.js';
import { LandingPage } from '../pages/landing.js';
import { sendPage } from '../send-page.js';
import { type Trail, trailFrom } from '../trail.js';
import { Trails } from '../trails.service.js';
import { Views } from '../views.service.js';

/** `/` and `/campaigns/:slug`. */
@ApiExcludeController()
@Controller()
@Access('public')
export class FrontController {
  constructor(
    private readonly views: Views,
    private readonly trails: Trails,
    private readonly campaigns: Campaigns,
    private readonly progress: Progress,
    private readonly entries: PublicLedger,
  ) {}

  /** The campaign that the link names, else the one that runs, else the next. */
  @Get()
  async front(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const trail = await this.trails.ofVisit(query, request);
    if (trail.campaign) return this.show(await this.campaigns.bySlug(trail.campaign), trail, reply);
    const campaign = (await this.campaigns.running()) ?? (await this.campaigns.open())[0] ?? null;
    return this.show(campaign, trail, reply);
  }

  @Get('campaigns/:slug')
  async campaign(
    @Param('slug') slug: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.show(await this.campaigns.bySlug(slug), trailFrom(query), reply);
  }

  /** Why the number is what it is. */
  @Get('campaigns/:slug/ledger')
  async ledger(
    @Param('slug') slug: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { entries, next } = await this.entries.page(
      await this.campaigns.bySlug(slug),
      typeof query.cursor === 'string' ? query.cursor : undefined,
    );
    const { body: campaign } = await this.progress.snapshot(slug);
    const changes = entries as PublicChange[];
    sendPage(reply, createElement(LedgerPage, { view: this.views.view(), campaign, changes, next }));
  }

  private async show(campaign: Campaign | null, trail: Trail, reply: FastifyReply): Promise<void> {
    const along = campaign ? { ...trail, campaign: campaign.slug } : trail;
    const page = {
      view: this.views.view(),
      trail: along,
      campaign: campaign && (await this.describe(campaign)),
    };
    sendPage(reply, createElement(LandingPage, page));
  }

  private async describe(campaign: Campaign): Promise<CampaignView> {
    const { body } = await this.progress.snapshot(campaign.slug);
    return campaignView(campaign, body, spokenLanguage());
  }
}
