import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { Campaigns } from '../../campaigns/campaigns.service.js';
import { NotFound } from '../../common/errors.js';
import { RateLimits } from '../../http/rate-limits.js';
import { GoingOnClosed } from '../../members/going-on/going-on-closed.js';
import { GoingOn } from '../../members/going-on/going-on.service.js';
import { AlreadyMember } from '../../members/running-memberships.service.js';
import { PaymentsUnavailable } from '../../payments/payments-unavailable.js';
import { GoOnPage, type GoingOnView } from '../pages/go-on.js';
import { sendPage } from '../send-page.js';
import { Views } from '../views.service.js';

/** Where a reminder leads: opening it changes nothing, a press opens Stripe's page. */
@ApiExcludeController()
@Controller('go-on')
@Access('public')
export class GoOnController {
  constructor(
    private readonly views: Views,
    private readonly goingOn: GoingOn,
    private readonly campaigns: Campaigns,
    private readonly limits: RateLimits,
  ) {}

  @Get(':membership/:token')
  async open(
    @Param('membership') membership: string,
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    await this.show(reply, membership, token);
  }

  @Post(':membership/:token')
  async press(
    @Param('membership') membership: string,
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.limits.check('gift-token', request.ip);
    try {
      const { url } = await this.goingOn.start(membership, token);
      void reply.header('cache-control', 'no-store').redirect(url, 303);
    } catch (error) {
      if (!(error instanceof PaymentsUnavailable) && !closedKind(error)) throw error;
      await this.show(reply, membership, token, error instanceof PaymentsUnavailable);
    }
  }

  private async show(reply: FastifyReply, membership: string, token: string, trouble = false): Promise<void> {
    const offer = await this.offer(membership, token);
    const timeZone = this.campaigns.zoneOf(await this.campaigns.running());
    const action = `/go-on/${encodeURIComponent(membership)}/${encodeURIComponent(token)}`;
    const page = { view: this.views.view(), action, offer, timeZone, trouble };
    // The address is a secret: it must not be told to the pages that this one leads to.
    void reply.header('referrer-policy', 'no-referrer');
    sendPage(reply, createElement(GoOnPage, page), statusOf(offer, trouble), 'no-store');
  }

  private async offer(membership: string, token: string): Promise<GoingOnView> {
    try {
      const { plan, firstChargeAt } = await this.goingOn.offer(membership, token);
      const { name, price, interval } = plan;
      return { kind: 'open', plan: name, price, interval, firstChargeAt: firstChargeAt.toISOString() };
    } catch (error) {
      const kind = closedKind(error);
      if (!kind) throw error;
      return { kind };
    }
  }
}

function closedKind(error: unknown): Exclude<GoingOnView['kind'], 'open'> | null {
  if (error instanceof AlreadyMember) return 'already';
  if (error instanceof GoingOnClosed) return 'closed';
  return error instanceof NotFound ? 'gone' : null;
}

function statusOf({ kind }: GoingOnView, trouble: boolean): number {
  if (trouble) return 503;
  return kind === 'gone' ? 404 : 200;
}
