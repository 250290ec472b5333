import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { InvalidInput } from '../../common/errors.js';
import { ExperimentConflict } from '../../experiments/experiment-conflict.js';
import { ExperimentResultsOf } from '../../experiments/experiment-results.service.js';
import { Experiments } from '../../experiments/experiments.service.js';
import { Plans } from '../../members/plans.service.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { DecisionDto, ExperimentDto } from '../dto/experiment.dto.js';
import { bodyOf, formOf } from '../experiment-form.js';
import { readForm, typedIn } from '../forms.js';
import { ExperimentPage } from '../pages/experiment.js';
import { type DraftShown, ExperimentFormPage } from '../pages/experiment-form.js';
import { ExperimentsPage } from '../pages/experiments.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/experiments')
export class ExperimentsController {
  constructor(
    private readonly contexts: StaffContexts,
    private readonly experiments: Experiments,
    private readonly results: ExperimentResultsOf,
    private readonly plans: Plans,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const context = await this.contexts.of(request);
    sendPage(reply, <ExperimentsPage context={context} experiments={await this.experiments.all()} />);
  }

  @Get('new')
  @Access('editor')
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { campaigns } = await this.contexts.of(request);
    const currency = (await this.plans.list())[0]?.price.currency ?? 'eur';
    const typed = {
      campaign: campaigns[0]?.slug ?? '',
      placements: 'top, inline',
      readersWanted: '5000',
      currency,
      'variants.0.weight': '1',
      'variants.1.weight': '1',
    };
    await this.form(request, reply, { key: null, typed });
  }

  @Post()
  @Access('editor')
  async save(
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { known, key = '', ...typed } = typedIn(body);
    try {
      if (key !== known && (await this.experiments.all()).some((one) => one.key === key))
        throw new InvalidInput({ key: 'Another experiment has this short name.' });
      await this.experiments.put(key, readForm(ExperimentDto, bodyOf(typed)), actor);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const shown = { key: known ?? null, typed: { key, ...typed }, errors: error.fields };
      return this.form(request, reply, shown, error.status);
    }
    void reply.redirect(`/staff/experiments/${key}?done=1`, 303);
  }

  @Get(':key')
  async show(
    @Param('key') key: string,
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.page(request, reply, key, done === '1');
  }

  @Get(':key/edit')
  @Access('editor')
  async edit(
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const experiment = await this.experiments.find(key);
    const { campaigns } = await this.contexts.of(request);
    const campaign = campaigns.find(({ id }) => id === experiment.campaignId)?.slug ?? '';
    const { name, placements, readersWanted, currency, variants } = experiment;
    const typed = formOf({ name, campaign, placements, readersWanted, currency, variants });
    await this.form(request, reply, { key, typed });
  }

  @Post(':key/start')
  @Access('editor')
  async start(
    @Param('key') key: string,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.act(request, reply, key, () => this.experiments.start(key, actor));
  }

  @Post(':key/stop')
  @Access('editor')
  async stop(
    @Param('key') key: string,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.act(request, reply, key, () => this.experiments.stop(key, actor));
  }

  @Post(':key/decide')
  @Access('editor')
  async decide(
    @Param('key') key: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.act(request, reply, key, () =>
      this.experiments.decide(key, readForm(DecisionDto, body).variant, actor),
    );
  }

  @Post(':key/remove')
  @Access('editor')
  async remove(
    @Param('key') key: string,
    @CurrentStaff() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.experiments.remove(key, actor);
    void reply.redirect('/staff/experiments', 303);
  }

  private async act(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    work: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ExperimentConflict)) throw error;
      return this.page(request, reply, key, false, error.message);
    }
    void reply.redirect(`/staff/experiments/${key}?done=1`, 303);
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    done: boolean,
    missed?: string,
  ): Promise<void> {
    const experiment = await this.experiments.find(key);
    const results = await this.results.of(experiment);
    const context = await this.contexts.of(request);
    const campaign = context.campaigns.find(({ id }) => id === experiment.campaignId)?.title ?? '';
    const shown = { experiment, results, campaign, done, missed };
    sendPage(reply, <ExperimentPage context={context} shown={shown} />, missed ? 409 : 200);
  }

  private async form(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: DraftShown,
    status = 200,
  ): Promise<void> {
    sendPage(reply, <ExperimentFormPage context={await this.contexts.of(request)} shown={shown} />, status);
  }
}
