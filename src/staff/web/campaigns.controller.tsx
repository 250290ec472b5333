import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { draftOf } from '../../campaigns/campaign-draft.js';
import { CampaignEditing } from '../../campaigns/campaign-editing.service.js';
import { Clock } from '../../common/clock.js';
import { InvalidInput } from '../../common/errors.js';
import { Settings } from '../../config/settings.js';
import { CampaignDesk } from '../campaign-desk.service.js';
import { bodyOf, formOf } from '../campaign-form.js';
import { isShownState } from '../campaign-preview.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { CampaignDto } from '../dto/campaign.dto.js';
import { readForm, typedIn } from '../forms.js';
import { CampaignPage, type CampaignShown } from '../pages/campaign.js';
import { CampaignPreview } from '../pages/campaign-preview.js';
import { CampaignsPage } from '../pages/campaigns.js';
import { listCampaigns } from '../queries/campaigns.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/campaigns')
export class CampaignsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly contexts: StaffContexts,
    private readonly desk: CampaignDesk,
    private readonly editing: CampaignEditing,
  ) {}

  @Get()
  async list(
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const now = this.clock.now();
    const campaigns = await listCampaigns(this.dataSource, this.settings.livemode, now);
    const context = await this.contexts.of(request);
    sendPage(reply, <CampaignsPage context={context} campaigns={campaigns} now={now} done={done === '1'} />);
  }

  @Get('new')
  @Access('editor')
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const typed = {
      timeZone: this.settings.TIME_ZONE,
      'goal.kind': 'members',
      milestones: '25, 50, 75, 90, 100',
      baseline: '0',
    };
    await this.form(request, reply, { slug: null, typed });
  }

  @Post()
  @Access('editor')
  async create(
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedIn(body);
    await this.save(request, reply, { slug: null, typed }, () =>
      this.desk.create(readForm(CampaignDto, bodyOf(typed)), actor),
    );
  }

  @Get(':slug/edit')
  @Access('editor')
  async edit(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.form(request, reply, { slug, typed: formOf(draftOf(await this.editing.find(slug))) });
  }

  @Post(':slug/edit')
  @Access('editor')
  async change(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedIn(body);
    await this.save(request, reply, { slug, typed }, () =>
      this.desk.change(slug, readForm(CampaignDto, bodyOf(typed)), actor),
    );
  }

  /** The page as readers see it in each of its states, also before it is published. */
  @Get(':slug/preview')
  async preview(
    @Param('slug') slug: string,
    @Query('state') asked: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const state = isShownState(asked) ? asked : 'running';
    const context = await this.contexts.of(request);
    sendPage(
      reply,
      <CampaignPreview context={context} campaign={await this.editing.find(slug)} state={state} />,
    );
  }

  private async save(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: CampaignShown,
    work: () => Promise<void>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return this.form(request, reply, { ...shown, errors: error.fields }, 400);
    }
    void reply.redirect('/staff/campaigns?done=1', 303);
  }

  private async form(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: CampaignShown,
    status = 200,
  ): Promise<void> {
    const context = await this.contexts.of(request);
    sendPage(reply, <CampaignPage context={context} shown={shown} />, status);
  }
}
