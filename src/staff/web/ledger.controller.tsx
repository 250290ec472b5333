import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { MatchingConfirmation } from '../../campaigns/matching.service.js';
import { parseMoney } from '../../common/money.js';
import { InvalidInput } from '../../common/errors.js';
import { CampaignDesk } from '../campaign-desk.service.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { Desk } from '../desk.service.js';
import { AdjustmentDto } from '../dto/adjustment.dto.js';
import { readForm, typedIn } from '../forms.js';
import { LedgerPage } from '../pages/ledger.js';
import type { CampaignRow } from '../queries/campaigns.js';
import { countByKind, countGifts, ledgerPage } from '../queries/ledger.js';
import { Reports } from '../reports.service.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

interface Asked {
  kind?: string;
  cursor?: string;
  done?: string;
}

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/campaigns/:slug')
export class LedgerController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly contexts: StaffContexts,
    private readonly reports: Reports,
    private readonly desk: Desk,
    private readonly campaigns: CampaignDesk,
    private readonly matching: MatchingConfirmation,
  ) {}

  @Get('ledger')
  async show(
    @Param('slug') slug: string,
    @Query() query: Record<string, string>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPage(reply, await this.page(slug, query, request));
  }

  @Post('adjustments')
  @Access('editor')
  async adjust(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const { goal } = await this.reports.campaign(slug);
      await this.desk.adjust(slug, readForm(AdjustmentDto, adjustmentIn(typedIn(body), goal)), actor);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const refused = { errors: error.fields, typed: typedIn(body) };
      return sendPage(reply, await this.page(slug, {}, request, refused), 400);
    }
    void reply.redirect(`/staff/campaigns/${encodeURIComponent(slug)}/ledger?done=1`, 303);
  }

  @Post('matching/confirm')
  @Access('administrator')
  async confirmMatching(
    @Param('slug') slug: string,
    @CurrentStaff() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.campaigns.confirmMatching(slug, actor);
    } catch (error) {
      // Pressed twice, or by two: the page says how it stands.
      if (!(error instanceof InvalidInput)) throw error;
    }
    void reply.redirect(`/staff/campaigns/${encodeURIComponent(slug)}/ledger`, 303);
  }

  private async page(slug: string, asked: Asked, request: FastifyRequest, refused = {}) {
    const campaign = await this.reports.campaign(slug);
    const query = { kind: asked.kind || undefined, cursor: asked.cursor };
    const [context, matched, kinds, gifts, page] = await Promise.all([
      this.contexts.of(request),
      this.matching.of(slug),
      countByKind(this.dataSource, campaign.id),
      countGifts(this.dataSource, campaign.id),
      ledgerPage(this.dataSource, campaign.id, query),
    ]);
    const shown = { context, campaign, matched, kinds, gifts, page, query, ...refused };
    return <LedgerPage {...shown} done={asked.done === '1'} />;
  }
}

/** An amount as people write it, in minor units of the goal's currency; what cannot be read is refused at its field. */
function adjustmentIn(typed: Record<string, string>, { currency }: CampaignRow['goal']): object {
  if (typed.amount === undefined || !currency) return typed;
  const [, sign, digits = ''] = /^([+−-]?)(.*)$/.exec(typed.amount.trim()) ?? [];
  const amount = parseMoney(digits, currency)?.amount;
  if (amount === undefined) return { ...typed, amount: typed.amount || '?' };
  return { ...typed, amount: sign === '' || sign === '+' ? amount : -amount };
}
