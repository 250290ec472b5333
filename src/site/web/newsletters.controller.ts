import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { type FieldErrors, InvalidInput, NotFound } from '../../common/errors.js';
import { RateLimits } from '../../http/rate-limits.js';
import { SubscribeDto } from '../../newsletters/newsletters.dto.js';
import { Newsletters } from '../../newsletters/newsletters.service.js';
import { readForm } from '../checkout-forms.service.js';
import { formValues } from '../form-values.js';
import { NewsletterNewsPage, NewsletterPressPage, NewslettersPage } from '../pages/newsletters.js';
import { sendPage } from '../send-page.js';
import { Views } from '../views.service.js';

/** Where the banner's sign-up leads without script, and where the confirming e-mail leads. */
@ApiExcludeController()
@Controller('newsletters')
@Access('public')
export class NewsletterPagesController {
  constructor(
    private readonly views: Views,
    private readonly newsletters: Newsletters,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  form(@Res() reply: FastifyReply): Promise<void> {
    return this.ask(reply);
  }

  @Post()
  async submit(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { lists = [] } = body;
    const { email = '' } = formValues(body);
    const chosen = [lists].flat().map(String);
    try {
      const dto = await readForm(SubscribeDto, { email, lists: chosen });
      await this.newsletters.ask(dto, request.ip);
      this.tell(reply, { kind: 'asked', email: dto.email });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.ask(reply, { email, chosen, errors: error.fields });
    }
  }

  @Get('confirm/:token')
  press(@Param('token') token: string, @Res() reply: FastifyReply): void {
    void reply.header('referrer-policy', 'no-referrer');
    const action = `/newsletters/confirm/${encodeURIComponent(token)}`;
    sendPage(reply, createElement(NewsletterPressPage, { view: this.views.view(), action }));
  }

  @Post('confirm/:token')
  async confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    try {
      this.tell(reply, { kind: 'done', ...(await this.newsletters.confirm(token)) });
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      this.tell(reply, { kind: 'gone' });
    }
  }

  private async ask(
    reply: FastifyReply,
    filled: { email?: string; chosen?: string[]; errors?: FieldErrors } = {},
  ): Promise<void> {
    const lists = await this.newsletters.offered();
    const page = createElement(NewslettersPage, { view: this.views.view(), lists, ...filled });
    sendPage(reply, page, filled.errors ? 422 : 200);
  }

  private tell(reply: FastifyReply, news: Parameters<typeof NewsletterNewsPage>[0]['news']): void {
    void reply.header('referrer-policy', 'no-referrer');
    const page = createElement(NewsletterNewsPage, { view: this.views.view(), news });
    sendPage(reply, page, news.kind === 'gone' ? 404 : 200, 'no-store');
  }
}
