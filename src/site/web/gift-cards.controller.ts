import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Access } from '../../accounts/access.js';
import { NotFound } from '../../common/errors.js';
import { isId } from '../../common/ids.js';
import { type CardFormat, cardFormats, GiftCards } from '../../gifts/cards/gift-cards.service.js';
import { GiftLinks } from '../../gifts/gift-links.js';
import { RateLimits } from '../../http/rate-limits.js';

/** What a giver prints: `cards.pdf` for all gifts of an order, `cards/3.pdf` for the third. */
@ApiExcludeController()
@Controller('gifts/:purchase/:token')
@Access('public')
export class GiftCardsController {
  constructor(
    private readonly cards: GiftCards,
    private readonly links: GiftLinks,
    private readonly limits: RateLimits,
  ) {}

  @Get('cards.pdf')
  async all(
    @Param('purchase') purchase: string,
    @Param('token') token: string,
    @Query('format') format: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.onlyForGiver(purchase, token, request);
    const known = formatOf(format);
    send(reply, await this.cards.all(purchase, known), `gift-cards-${known}.pdf`);
  }

  @Get('cards/:file')
  async one(
    @Param('purchase') purchase: string,
    @Param('token') token: string,
    @Param('file') file: string,
    @Query('format') format: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.onlyForGiver(purchase, token, request);
    const place = Number(/^([1-9]\d{0,3})\.pdf$/.exec(file)?.[1]);
    if (!place) throw new NotFound();
    const known = formatOf(format);
    send(reply, await this.cards.one(purchase, place, known), `gift-card-${place}-${known}.pdf`);
  }

  /** The same answer for a wrong link as for nothing there. */
  private async onlyForGiver(purchase: string, token: string, request: FastifyRequest): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    if (!isId(purchase) || !this.links.isGiver(purchase, token)) throw new NotFound();
  }
}

function formatOf(format: unknown = 'a4'): CardFormat {
  const known = cardFormats.find((each) => each === format);
  if (!known) throw new NotFound();
  return known;
}

/** A card holds a link that is worth money: nobody keeps a copy, and nobody is told the address. */
function send(reply: FastifyReply, pdf: Readable, name: string): void {
  void reply
    .header('cache-control', 'private, no-store')
    .header('referrer-policy', 'no-referrer')
    .header('content-disposition', `inline; filename="${name}"`)
    .type('application/pdf')
    .send(pdf);
}
