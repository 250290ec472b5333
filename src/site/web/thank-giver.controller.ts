import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { type FieldErrors, InvalidInput } from '../../common/errors.js';
import { GiftThanks } from '../../gifts/gift-thanks.service.js';
import { ThanksDto } from '../../gifts/thanks.dto.js';
import { RateLimits } from '../../http/rate-limits.js';
import { readForm } from '../checkout-forms.service.js';
import { formValues, typed } from '../form-values.js';
import { ThankPage } from '../given-gifts/thank-page.js';
import { sendPage } from '../send-page.js';
import { Views } from '../views.service.js';

interface Address {
  gift: string;
  token: string;
}

/** Where the redeemer of a gift thanks its giver. Its address is a secret. */
@ApiExcludeController()
@Controller('gifts/thanks/:gift/:token')
@Access('public')
export class ThankGiverController {
  constructor(
    private readonly views: Views,
    private readonly thanks: GiftThanks,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async show(
    @Param() address: Address,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('giver-page', request.ip);
    await this.page(address, reply);
  }

  @Post()
  async send(
    @Param() address: Address,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('giver-page', request.ip);
    const note = typed(formValues(body), 'note');
    try {
      const dto = await readForm(ThanksDto, { note });
      await this.thanks.send(address.gift, address.token, dto.note);
      await this.page(address, reply);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.page(address, reply, { note, errors: error.fields });
    }
  }

  private async page(
    { gift, token }: Address,
    reply: FastifyReply,
    filled: { note?: string; errors?: FieldErrors } = {},
  ): Promise<void> {
    const { giverName, thanks } = await this.thanks.of(gift, token);
    const action = `/gifts/thanks/${gift}/${token}`;
    const page = { view: this.views.view(), action, giver: giverName, done: thanks !== null, ...filled };
    void reply.header('referrer-policy', 'no-referrer');
    sendPage(reply, createElement(ThankPage, page), filled.errors && !page.done ? 422 : 200, 'no-store');
  }
}
