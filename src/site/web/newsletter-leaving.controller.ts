import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { NotFound } from '../../common/errors.js';
import { type Departure, Leaving } from '../../newsletters/leaving.service.js';
import { WayOutPage } from '../pages/way-out.js';
import { oneClick } from '../one-click.js';
import { sendPage } from '../send-page.js';
import { Views } from '../views.service.js';

interface Link {
  id: string;
  token: string;
}

/** Leaving a newsletter: what each letter links to, and what mail programs post to by themselves (RFC 8058). */
@ApiExcludeController()
@Controller('newsletters/leave/:id/:token')
@Access('public')
export class NewsletterLeavingController {
  constructor(
    private readonly views: Views,
    private readonly leaving: Leaving,
  ) {}

  @Get()
  async show(
    @Param() { id, token }: Link,
    @Query('of') of: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(reply, async () => {
      const found = await this.leaving.find(id, token);
      if (found?.left) this.tellLeft(reply, { id, token }, found);
      else if (found) this.ask(reply, { id, token }, found, of === 'all');
      else this.tellForgotten(reply);
    });
  }

  /** No limit by caller: one mail provider posts for all its readers, and nobody guesses a link. */
  @Post()
  @HttpCode(200)
  @RouteConfig({ upload: oneClick })
  async leave(
    @Param() { id, token }: Link,
    @Query('of') of: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(reply, async () => {
      await this.leaving.leave(id, token, of === 'all');
      const found = await this.leaving.find(id, token);
      if (found) this.tellLeft(reply, { id, token }, found, of === 'all');
      else this.tellForgotten(reply);
    });
  }

  @Post('undo')
  @HttpCode(200)
  async undo(@Param() { id, token }: Link, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, async () => {
      await this.leaving.undo(id, token);
      const { text } = this.views.view();
      const again = { action: pathOf({ id, token }), label: text.t('newsletters.back.leave') };
      this.send(reply, 'back', { presses: [again], done: true });
    });
  }

  private ask(reply: FastifyReply, link: Link, { name }: Departure, all: boolean): void {
    const { text } = this.views.view();
    const one = { action: pathOf(link), label: text.t('newsletters.leave.one', { name }) };
    const every = { action: `${pathOf(link)}?of=all`, label: text.t('newsletters.leave.all') };
    this.send(reply, 'leave', { presses: all ? [every, one] : [one, every] });
  }

  private tellLeft(reply: FastifyReply, link: Link, { name }: Departure, all = false): void {
    const { text } = this.views.view();
    const undo = { action: `${pathOf(link)}/undo`, label: text.t('newsletters.left.undo') };
    const which = all ? text.t('newsletters.left.every') : name;
    this.send(reply, 'left', { presses: [undo], done: true, values: { which } });
  }

  private tellForgotten(reply: FastifyReply): void {
    this.send(reply, 'forgotten', { presses: [], done: true });
  }

  private async answer(reply: FastifyReply, act: () => Promise<void>): Promise<void> {
    void reply.header('referrer-policy', 'no-referrer');
    try {
      await act();
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      this.send(reply, 'stranger', { presses: [], status: 404 });
    }
  }

  private send(
    reply: FastifyReply,
    kind: 'leave' | 'left' | 'back' | 'forgotten' | 'stranger',
    shown: {
      presses: { action: string; label: string }[];
      done?: boolean;
      values?: Record<string, string>;
      status?: number;
    },
  ): void {
    const view = this.views.view();
    const { presses, done, values, status } = shown;
    const title = view.text.t(`newsletters.${kind}.title`, values);
    const text = view.text.t(`newsletters.${kind}.text`, values);
    sendPage(reply, createElement(WayOutPage, { view, title, text, presses, done }), status, 'no-store');
  }
}

function pathOf({ id, token }: Link): string {
  return `/newsletters/leave/${encodeURIComponent(id)}/${encodeURIComponent(token)}`;
}
