import { Body, Controller, Get, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { currentActor } from '../../accounts/actor.js';
import { Campaigns } from '../../campaigns/campaigns.service.js';
import { Unauthorized } from '../../common/errors.js';
import { Sharers } from '../../sharing/sharers.service.js';
import { formValues } from '../form-values.js';
import { SpreadPage } from '../pages/spread.js';
import { sendPage } from '../send-page.js';
import { ShareLinks } from '../share-links.service.js';
import { ReaderSignInRedirect } from '../sign-in-redirect.js';
import { Views } from '../views.service.js';

/** Spreading the word: what one has brought oneself, and who brought the most of those who agreed to be named. */
@ApiExcludeController()
@Controller('spread')
export class SpreadController {
  constructor(
    private readonly views: Views,
    private readonly sharers: Sharers,
    private readonly links: ShareLinks,
    private readonly campaigns: Campaigns,
  ) {}

  @Get()
  @Access('public')
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const email = currentActor(request)?.email ?? null;
    const campaign = await this.campaigns.running();
    const sharer = email ? await this.sharers.of(email) : null;
    const spread = {
      url: await this.links.of(email, campaign?.slug),
      title: campaign?.title ?? null,
      own: sharer && { ...(await this.sharers.broughtBy(sharer)), listedAs: sharer.listedAs },
      leaders: await this.sharers.leaders(),
    };
    sendPage(reply, createElement(SpreadPage, { view: this.views.view(), spread }), 200, 'no-store');
  }

  /** An empty name takes them off the list. */
  @Post()
  @Access('reader')
  @UseFilters(ReaderSignInRedirect)
  async list(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const email = currentActor(request)?.email;
    if (!email) throw new Unauthorized();
    await this.sharers.list(email, formValues(body).listedAs ?? '');
    void reply.redirect('/spread', 303);
  }
}
