import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { CampaignNews } from '../../campaigns/course/campaign-news.service.js';
import { NotFound } from '../../common/errors.js';
import { oneClick } from '../one-click.js';
import { WayOutPage } from '../pages/way-out.js';
import { sendPage } from '../send-page.js';
import { Views } from '../views.service.js';

interface Link {
  hash: string;
  token: string;
}

/** Stopping news of campaigns: what each of those e-mails links to, and what mail programs post to by themselves (RFC 8058). */
@ApiExcludeController()
@Controller('campaign-news/stop/:hash/:token')
@Access('public')
export class CampaignNewsController {
  constructor(
    private readonly views: Views,
    private readonly news: CampaignNews,
  ) {}

  @Get()
  async show(@Param() { hash, token }: Link, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, { hash, token }, async () =>
      (await this.news.isStopped(hash, token)) ? 'left' : 'leave',
    );
  }

  @Post()
  @HttpCode(200)
  @RouteConfig({ upload: oneClick })
  async stop(@Param() { hash, token }: Link, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, { hash, token }, async () => {
      await this.news.stop(hash, token);
      return 'left';
    });
  }

  @Post('undo')
  @HttpCode(200)
  async undo(@Param() { hash, token }: Link, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, { hash, token }, async () => {
      await this.news.undo(hash, token);
      return 'back';
    });
  }

  private async answer(
    reply: FastifyReply,
    { hash, token }: Link,
    act: () => Promise<'leave' | 'left' | 'back'>,
  ): Promise<void> {
    void reply.header('referrer-policy', 'no-referrer');
    const view = this.views.view();
    const { text } = view;
    const path = `/campaign-news/stop/${encodeURIComponent(hash)}/${encodeURIComponent(token)}`;
    try {
      const state = await act();
      const press =
        state === 'left'
          ? { action: `${path}/undo`, label: text.t('campaignNews.left.undo') }
          : { action: path, label: text.t('campaignNews.leave.press') };
      const title = text.t(`campaignNews.${state}.title`);
      const shown = { title, text: text.t(`campaignNews.${state}.text`), presses: [press] };
      this.send(reply, { view, ...shown, done: state !== 'leave' });
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      const title = text.t('newsletters.stranger.title');
      this.send(reply, { view, title, text: text.t('newsletters.stranger.text'), presses: [] }, 404);
    }
  }

  private send(reply: FastifyReply, shown: Parameters<typeof WayOutPage>[0], status = 200): void {
    sendPage(reply, createElement(WayOutPage, shown), status, 'no-store');
  }
}
