import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { DomainError, InvalidInput, TooManyRequests } from '../../common/errors.js';
import { GiftCorrections, type Seen } from '../../gifts/gift-corrections.service.js';
import { RecipientDto } from '../../gifts/gift-checkout.dto.js';
import { GiftHeld, GiftNotChangeable } from '../../gifts/gift-errors.js';
import { PoolGifts } from '../../gifts/pool/pool-gifts.service.js';
import { RateLimits } from '../../http/rate-limits.js';
import { readForm } from '../checkout-forms.service.js';
import { formValues, typed } from '../form-values.js';
import { GivenGiftPage, type GivenGiftView } from '../given-gifts/gift-page.js';
import { GivenGiftsViews } from '../given-gifts/given-gifts-views.service.js';
import { GivenGiftsPage } from '../given-gifts/list-page.js';
import type { FormValues } from '../offers.js';
import { sendPage } from '../send-page.js';
import { Views } from '../views.service.js';

interface Address {
  purchase: string;
  token: string;
  place: string;
}

/** The giver's own pages of their gifts. Their address is the key: it is told to nobody and kept by no cache. */
@ApiExcludeController()
@Controller('gifts/:purchase/:token')
@Access('public')
export class GivenGiftsController {
  constructor(
    private readonly views: Views,
    private readonly given: GivenGiftsViews,
    private readonly corrections: GiftCorrections,
    private readonly pool: PoolGifts,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  async list(
    @Param() { purchase, token }: Address,
    @Query('page') page: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('giver-page', request.ip);
    const given = await this.given.list(purchase, token, numberIn(page) || 1);
    send(reply, createElement(GivenGiftsPage, { view: this.views.view(), given }));
  }

  @Get(':place')
  async one(
    @Param() address: Address,
    @Query('done') done: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('giver-page', request.ip);
    const shown = await this.shown(address);
    const saved = (['waiting', 'sent', 'handed', 'pooled'] as const).find((each) => each === done);
    this.show(reply, { ...shown, saved });
  }

  @Post(':place')
  async change(
    @Param() address: Address,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('giver-page', request.ip);
    const { given, path } = await this.shown(address);
    const values = formValues(body);
    try {
      await this.limits.check('gift-again', given.gift.id);
      const changed = await this.corrections.change(given.gift.id, await detailsIn(values), seenIn(values));
      toOne(reply, `${path}/${given.gift.place}?done=${changed}`);
    } catch (error) {
      await this.again(address, reply, { values, error });
    }
  }

  @Post(':place/pool')
  async toPool(
    @Param() address: Address,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('giver-page', request.ip);
    const { given, path, values } = await this.shown(address);
    try {
      await this.pool.give(given.gift.id);
      toOne(reply, `${path}/${given.gift.place}?done=pooled`);
    } catch (error) {
      await this.again(address, reply, { values, error });
    }
  }

  /** The form with all that was typed, and what is in its way. */
  private async again(
    address: Address,
    reply: FastifyReply,
    { values, error }: { values: FormValues; error: unknown },
  ): Promise<void> {
    const shown = { ...(await this.shown(address)), values };
    if (error instanceof InvalidInput) return this.show(reply, { ...shown, errors: error.fields }, 422);
    const known = [GiftHeld, GiftNotChangeable, TooManyRequests].some((each) => error instanceof each);
    if (!known || !(error instanceof DomainError)) throw error;
    this.show(reply, { ...shown, missed: error.message }, error.status);
  }

  private shown({ purchase, token, place }: Address): Promise<GivenGiftView> {
    return this.given.one(purchase, token, numberIn(place));
  }

  private show(reply: FastifyReply, shown: GivenGiftView, status = 200): void {
    send(reply, createElement(GivenGiftPage, { view: this.views.view(), shown }), status);
  }
}

function detailsIn(values: FormValues): Promise<RecipientDto> {
  const [name, email, message, deliverOn] = ['name', 'email', 'message', 'deliverOn'].map((field) =>
    typed(values, field),
  );
  return readForm(RecipientDto, { name, email, message, deliverOn });
}

/** What the form was made for: the gift may have moved on meanwhile. */
function seenIn({ change, version }: FormValues): Seen {
  return { change: change === 'send' ? 'send' : 'correct', linkVersion: Number(version ?? NaN) };
}

function toOne(reply: FastifyReply, location: string): void {
  void reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .redirect(location, 303);
}

/** A page's or a gift's number; 0 for what is none. */
function numberIn(value: unknown): number {
  return typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : 0;
}

function send(reply: FastifyReply, page: Parameters<typeof sendPage>[1], status = 200): void {
  void reply.header('referrer-policy', 'no-referrer');
  sendPage(reply, page, status, 'no-store');
}
