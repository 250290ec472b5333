import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import type { Actor } from '../../accounts/actor.js';
import { InvalidInput } from '../../common/errors.js';
import { NewsletterLists } from '../../newsletters/newsletter-lists.service.js';
import { Subscribers } from '../../newsletters/subscribers.service.js';
import { StaffContexts } from '../context.js';
import { CurrentStaff } from '../current-staff.js';
import { ForgetDto, NewsletterFormDto, RemovalQuery } from '../dto/newsletter.dto.js';
import { readForm, typedIn } from '../forms.js';
import { NewsletterPage, type NewsletterShown } from '../pages/newsletter.js';
import { NewslettersPage, type NewslettersShown } from '../pages/newsletters.js';
import { sendPage } from '../send-page.js';
import { SignInRedirect } from '../sign-in-redirect.js';

const HOME = '/staff/newsletters';

@ApiExcludeController()
@Access('viewer')
@UseFilters(SignInRedirect)
@Controller('staff/newsletters')
export class NewslettersDeskController {
  constructor(
    private readonly lists: NewsletterLists,
    private readonly subscribers: Subscribers,
    private readonly contexts: StaffContexts,
  ) {}

  @Get()
  async list(
    @Query('done') done: unknown,
    @Query('forgotten') forgotten: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lists = typeof forgotten === 'string' && /^\d{1,3}$/.test(forgotten) ? Number(forgotten) : null;
    await this.show(request, reply, { done: done === '1', forgotten: lists });
  }

  @Get('new')
  @Access('editor')
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { length } = await this.lists.all();
    await this.form(request, reply, { known: null, typed: { position: String(length) } });
  }

  @Get(':key')
  @Access('editor')
  async edit(
    @Param('key') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = await this.lists.find(key);
    const { name, description, position, hidden } = known;
    const typed = { name, description, position: String(position), hidden: hidden ? 'on' : '' };
    await this.form(request, reply, { known, typed });
  }

  @Post()
  @Access('editor')
  async save(
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { known = '', ...typed } = typedIn(body);
    try {
      const { key, ...rules } = readForm(NewsletterFormDto, typed);
      await this.refuseTaken(key, known);
      await this.lists.put(key, rules, actor);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const shown = { known: known ? await this.lists.find(known) : null, typed, errors: error.fields };
      return this.form(request, reply, shown, error.status);
    }
    void reply.redirect(`${HOME}?done=1`, 303);
  }

  @Post('forget')
  @Access('editor')
  async forget(
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const lists = await this.subscribers.forget(readForm(ForgetDto, body).email, actor);
      void reply.redirect(`${HOME}?forgotten=${lists}`, 303);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const { email } = typedIn(body);
      await this.show(request, reply, { email, errors: error.fields }, error.status);
    }
  }

  @Post(':key/remove')
  @Access('editor')
  async remove(
    @Param('key') key: string,
    @Body() body: unknown,
    @CurrentStaff() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.lists.remove(key, readForm(RemovalQuery, body).addresses, actor);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return this.show(request, reply, { missed: Object.values(error.fields)[0] }, error.status);
    }
    void reply.redirect(`${HOME}?done=1`, 303);
  }

  /** Who names a new one must not change another. */
  private async refuseTaken(key: string, known: string): Promise<void> {
    const taken = key !== known && (await this.lists.all()).some((list) => list.key === key);
    if (taken) throw new InvalidInput({ key: 'There is a newsletter of this key already.' });
  }

  private async show(
    request: FastifyRequest,
    reply: FastifyReply,
    outcome: Omit<NewslettersShown, 'lists'>,
    status = 200,
  ): Promise<void> {
    const [context, lists] = await Promise.all([this.contexts.of(request), this.lists.all()]);
    sendPage(reply, <NewslettersPage context={context} shown={{ lists, ...outcome }} />, status);
  }

  private async form(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: NewsletterShown,
    status = 200,
  ): Promise<void> {
    sendPage(reply, <NewsletterPage context={await this.contexts.of(request)} shown={shown} />, status);
  }
}
