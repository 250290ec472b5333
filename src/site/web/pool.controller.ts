import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { type FieldErrors, InvalidInput, NotFound } from '../../common/errors.js';
import { AskPoolDto } from '../../gifts/pool/pool.dto.js';
import { PoolFigures } from '../../gifts/pool/pool-figures.js';
import { PoolRequests } from '../../gifts/pool/pool-requests.service.js';
import { RateLimits } from '../../http/rate-limits.js';
import { readForm } from '../checkout-forms.service.js';
import { formValues, typed } from '../form-values.js';
import type { FormValues } from '../offers.js';
import { type PoolNews, PoolNewsPage, PoolPressPage } from '../pool/answer-page.js';
import { AskPoolPage } from '../pool/ask-page.js';
import { Redemptions } from '../redemptions.service.js';
import { sendPage } from '../send-page.js';
import { Trails } from '../trails.service.js';
import { Views } from '../views.service.js';

/** Where readers ask for a membership that others have paid for. */
@ApiExcludeController()
@Controller('pool')
@Access('public')
export class PoolPagesController {
  constructor(
    private readonly views: Views,
    private readonly trails: Trails,
    private readonly requests: PoolRequests,
    private readonly figures: PoolFigures,
    private readonly redemptions: Redemptions,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async form(@Query() query: Record<string, unknown>, @Res() reply: FastifyReply): Promise<void> {
    await this.ask(reply, query);
  }

  @Post()
  async submit(
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    try {
      const asked = { name: typed(values, 'name'), email: typed(values, 'email') };
      const dto = await readForm(AskPoolDto, asked);
      await this.limits.check('pool-ask', request.ip);
      await this.requests.ask(dto);
      await this.tell(reply, { kind: 'asked', email: dto.email });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.ask(reply, body, { values, errors: error.fields });
    }
  }

  @Get('confirm/:token')
  confirmForm(@Param('token') token: string, @Res() reply: FastifyReply): void {
    this.press(reply, token, 'confirm');
  }

  @Post('confirm/:token')
  async confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    await this.tell(reply, await unlessGone(() => this.requests.confirm(token)));
  }

  @Get('withdraw/:token')
  withdrawForm(@Param('token') token: string, @Res() reply: FastifyReply): void {
    this.press(reply, token, 'withdraw');
  }

  @Post('withdraw/:token')
  async withdraw(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    const news = await unlessGone(async () => {
      await this.requests.withdraw(token);
      return { kind: 'withdrawn' as const };
    });
    await this.tell(reply, news);
  }

  private async ask(
    reply: FastifyReply,
    from: Record<string, unknown>,
    filled: { values?: FormValues; errors?: FieldErrors } = {},
  ): Promise<void> {
    const { available } = await this.figures.counts();
    const trail = await this.trails.of(from);
    const page = createElement(AskPoolPage, { view: this.views.view(), trail, available, ...filled });
    sendPage(reply, page, filled.errors ? 422 : 200);
  }

  private press(reply: FastifyReply, token: string, what: 'confirm' | 'withdraw'): void {
    const action = `/pool/${what}/${encodeURIComponent(token)}`;
    void reply.header('referrer-policy', 'no-referrer');
    sendPage(reply, createElement(PoolPressPage, { view: this.views.view(), action, what }));
  }

  private async tell(reply: FastifyReply, news: PoolNews): Promise<void> {
    const timeZone = await this.redemptions.timeZone();
    void reply.header('referrer-policy', 'no-referrer');
    const page = createElement(PoolNewsPage, { view: this.views.view(), news, timeZone });
    sendPage(reply, page, news.kind === 'gone' ? 404 : 200, 'no-store');
  }
}

async function unlessGone(act: () => Promise<PoolNews>): Promise<PoolNews> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof NotFound) return { kind: 'gone' };
    throw error;
  }
}
