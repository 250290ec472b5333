import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { NotFound } from '../../common/errors.js';
import { RateLimits } from '../../http/rate-limits.js';
import { Purchases } from '../../payments/purchases.service.js';
import { ThanksPage } from '../pages/thanks.js';
import { sendPage } from '../send-page.js';
import { ThanksViews } from '../thanks-views.service.js';
import { Views } from '../views.service.js';

/** Where Stripe's page leads back to. When the webhook is late, the same idempotent step is asked for now. */
@ApiExcludeController()
@Controller('thanks')
@Access('public')
export class ThanksController {
  constructor(
    private readonly views: Views,
    private readonly thanks: ThanksViews,
    private readonly purchases: Purchases,
    private readonly limits: RateLimits,
  ) {}

  @Get(':purchase')
  async show(
    @Param('purchase') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('purchase-status', request.ip);
    const found = await this.purchases.settle(id);
    if (!found) throw new NotFound();
    const purchase = await this.thanks.of(found);
    const trail = { campaign: purchase.campaign?.slug, attribution: found.attribution };
    sendPage(reply, createElement(ThanksPage, { view: this.views.view(), trail, purchase }));
  }
}
