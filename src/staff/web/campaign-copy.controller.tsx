import { Body, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { cleanCopy } from '../../campaigns/campaign-copy.js';
import { CampaignEditing } from '../../campaigns/campaign-editing.service.js';
import { Campaign } from '../../campaigns/campaign.js';
import { languages } from '../../common/languages.js';
import { InvalidInput } from '../../common/errors.js';
import { CampaignDesk } from '../campaign-desk.service.js';
import { isShownState } from '../campaign-preview.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { CampaignChangeDto } from '../dto/campaign.dto.js';
import { readForm, typedIn } from '../forms.js';
import { fieldsOf, nestedUnder } from '../nested-fields.js';
import { CampaignCopyPage, type CopyShown } from '../pages/campaign-copy.js';
import { CampaignPreview } from '../pages/campaign-preview.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('editor')
@UseFilters(SignInRedirect)
@Controller('staff/campaigns/:slug/copy')
export class CampaignCopyController {
  constructor(
    private readonly contexts: StaffContexts,
    private readonly desk: CampaignDesk,
    private readonly editing: CampaignEditing,
  ) {}

  @Get()
  async edit(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { title, copy } = await this.editing.find(slug);
    await this.form(request, reply, { slug, title, typed: fieldsOf({ copy }) });
  }

  /** Saves, or shows what was typed as readers would see it. */
  @Post()
  async change(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { preview, ...typed } = typedIn(body);
    const campaign = await this.editing.find(slug);
    try {
      const { copy = {} } = readForm(CampaignChangeDto, { copy: nestedUnder(typed, 'copy') });
      if (preview) {
        const typedCampaign = Object.assign(new Campaign(), campaign, { copy: cleanCopy(copy) });
        return await this.preview(request, reply, typedCampaign, preview);
      }
      await this.desk.change(slug, { copy }, actor);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const { title } = campaign;
      return this.form(request, reply, { slug, title, typed, errors: error.fields }, error.status);
    }
    void reply.redirect('/staff/campaigns?done=1', 303);
  }

  private async preview(
    request: FastifyRequest,
    reply: FastifyReply,
    campaign: Campaign,
    asked: string,
  ): Promise<void> {
    const [named, spoken] = asked.split('.');
    const state = isShownState(named) ? named : 'running';
    const language = languages.find((one) => one === spoken);
    const context = await this.contexts.of(request);
    sendPage(
      reply,
      <CampaignPreview context={context} campaign={campaign} state={state} language={language} />,
    );
  }

  private async form(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: CopyShown,
    status = 200,
  ): Promise<void> {
    sendPage(reply, <CampaignCopyPage context={await this.contexts.of(request)} shown={shown} />, status);
  }
}
