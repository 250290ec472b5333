import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { currentActor } from '../../accounts/actor.js';
import { type FieldErrors, InvalidInput } from '../../common/errors.js';
import { NamedRedeemDto, RedeemDto } from '../../gifts/gifts.dto.js';
import type { Wanted } from '../../gifts/gifts.service.js';
import { RateLimits } from '../../http/rate-limits.js';
import { readForm } from '../checkout-forms.service.js';
import { formValues, typed } from '../form-values.js';
import type { FormValues } from '../offers.js';
import { ConfirmRedemptionPage } from '../pages/confirm-redemption.js';
import { RedeemPage, type Redemption } from '../pages/redeem.js';
import { Redemptions } from '../redemptions.service.js';
import { sendPage } from '../send-page.js';
import { Views } from '../views.service.js';

/** A gift's own address. Opening a link changes nothing, since mail programs open links too: a press of a button does. */
@ApiExcludeController()
@Controller('redeem')
@Access('public')
export class RedeemController {
  constructor(
    private readonly views: Views,
    private readonly redemptions: Redemptions,
    private readonly limits: RateLimits,
  ) {}

  @Get('confirm/:token')
  confirmForm(@Param('token') token: string, @Res() reply: FastifyReply): void {
    const action = `/redeem/confirm/${token}`;
    sendPage(reply, createElement(ConfirmRedemptionPage, { view: this.views.view(), action }));
  }

  @Post('confirm/:token')
  async confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    await this.show(reply, token, await this.redemptions.confirm(token));
  }

  @Get(':token')
  async open(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    await this.show(reply, token, await this.redemptions.of(token, readerOf(request)));
  }

  @Post(':token')
  async accept(
    @Param('token') token: string,
    @Body() body: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    const signedInAs = readerOf(request);
    const values = formValues(body);
    try {
      const wanted = await wantedIn(values, signedInAs);
      await this.show(reply, token, await this.redemptions.redeem(token, wanted, signedInAs));
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      await this.show(reply, token, await this.redemptions.of(token, signedInAs), values, error.fields);
    }
  }

  private async show(
    reply: FastifyReply,
    token: string,
    redemption: Redemption,
    values?: FormValues,
    errors?: FieldErrors,
  ): Promise<void> {
    const timeZone = await this.redemptions.timeZone();
    const action = `/redeem/${encodeURIComponent(token)}`;
    const page = { view: this.views.view(), action, redemption, timeZone, values, errors };
    // The address is a secret: it must not be told to the pages that this one leads to.
    void reply.header('referrer-policy', 'no-referrer');
    sendPage(reply, createElement(RedeemPage, page), errors ? 422 : statusOf(redemption));
  }
}

/** With one press (`as`) for who is known, or as it was typed. */
async function wantedIn(values: FormValues, signedInAs: string | null): Promise<Wanted> {
  const name = typed(values, 'name');
  if (values.as === 'reader' && signedInAs !== null) return { email: signedInAs };
  if (values.as === 'recipient' && signedInAs === null) return readForm(RedeemDto, { name });
  return readForm(NamedRedeemDto, { name, email: typed(values, 'email'), instead: values.instead });
}

function readerOf(request: FastifyRequest): string | null {
  return currentActor(request)?.email ?? null;
}

function statusOf({ kind }: Redemption): number {
  if (kind === 'gone') return 404;
  if (kind === 'held') return 409;
  return kind === 'redeemed' || kind === 'expired' ? 410 : 200;
}
