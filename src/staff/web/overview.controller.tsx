import { Controller, Get, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import { Clock } from '../../common/clock.js';
import { Settings } from '../../config/settings.js';
import { attributionKeys } from '../../payments/purchase.js';
import { StaffContexts } from '../context.js';
import { OverviewPage } from '../pages/overview.js';
import { markedPurchases, needsAttention } from '../queries/attention.js';
import { Reports } from '../reports.service.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff')
export class OverviewController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly contexts: StaffContexts,
    private readonly reports: Reports,
  ) {}

  @Get()
  async show(
    @Query('campaign') slug: unknown,
    @Query('by') asked: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { livemode } = this.settings;
    const context = await this.contexts.of(request);
    const campaign = context.campaigns.find((one) => one.slug === slug) ?? context.campaigns[0] ?? null;
    const by = attributionKeys.find((key) => key === asked) ?? 'source';
    const [reported, attention, marks] = await Promise.all([
      campaign && this.reports.of(campaign, by),
      needsAttention(this.dataSource, livemode, this.clock.now()),
      markedPurchases(this.dataSource, livemode, this.clock.now()),
    ]);
    sendPage(
      reply,
      <OverviewPage
        context={context}
        campaign={campaign}
        report={reported?.report ?? null}
        sources={reported?.sources ?? []}
        by={by}
        attention={attention}
        marks={marks}
      />,
    );
  }
}
