import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { InvalidInput, NotFound } from '../../common/errors.js';
import { bannerScript } from '../../embed/banner-script.js';
import { noRules } from '../../placements/placement-rules.js';
import { Placements } from '../../placements/placements.service.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { PlacementFormDto } from '../dto/placement.dto.js';
import { readForm, typedIn } from '../forms.js';
import { PlacementPage, type PlacementShown } from '../pages/placement.js';
import { PlacementsPage } from '../pages/placements.js';
import { typedFrom } from '../placement-form.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/placements')
export class PlacementsController {
  private readonly script = bannerScript();

  constructor(
    private readonly placements: Placements,
    private readonly contexts: StaffContexts,
  ) {}

  @Get()
  async list(
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const placements = await this.placements.all();
    const context = await this.contexts.of(request);
    const { script } = this;
    const shown = { placements, script, done: done === '1' };
    sendPage(reply, <PlacementsPage context={context} shown={shown} />);
  }

  @Get('new')
  @Access('editor')
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.form(request, reply, { key: null, typed: typedFrom(noRules) });
  }

  @Get(':key')
  @Access('editor')
  async edit(
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const placement = (await this.placements.all()).find((one) => one.key === key);
    if (!placement) throw new NotFound('There is no such placement.');
    await this.form(request, reply, { key, typed: typedFrom(placement.rules) });
  }

  @Post()
  @Access('editor')
  async save(
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { known, ...typed } = typedIn(body);
    try {
      const { key, ...rules } = readForm(PlacementFormDto, typed);
      await this.placements.put(key, rules, actor);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const key = known ?? null;
      return this.form(request, reply, { key, typed, errors: error.fields }, error.status);
    }
    void reply.redirect('/staff/placements?done=1', 303);
  }

  @Post(':key/remove')
  @Access('editor')
  async remove(
    @Param('key') key: string,
    @CurrentStaff() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.placements.remove(key, actor);
    void reply.redirect('/staff/placements?done=1', 303);
  }

  private async form(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: PlacementShown,
    status = 200,
  ): Promise<void> {
    sendPage(reply, <PlacementPage context={await this.contexts.of(request)} shown={shown} />, status);
  }
}
