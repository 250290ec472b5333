import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Access } from '../../accounts/access.js';
import { currentActor, isStaff, may } from '../../accounts/actor.js';
import type { Language } from '../../common/languages.js';
import { Campaigns } from '../../campaigns/campaigns.service.js';
import { bannerScript } from '../../embed/banner-script.js';
import { NotFound } from '../../common/errors.js';
import { Settings } from '../../config/settings.js';
import { NewsroomArticlePage } from '../pages/newsroom-article.js';
import { type SampleArticle, article as english } from '../sample/article.en.js';
import { article as ukrainian } from '../sample/article.uk.js';
import { sendPage } from '../send-page.js';
import { Views } from '../views.service.js';

const articles: Record<Language, SampleArticle> = { en: english, uk: ukrainian };

/** A sample of a newsroom's own page, where the banner can be seen and tested in its place. */
@ApiExcludeController()
@Controller('newsroom')
@Access('public')
export class NewsroomController {
  constructor(
    private readonly views: Views,
    private readonly campaigns: Campaigns,
    private readonly settings: Settings,
  ) {}

  @Get(':slug')
  async article(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Invented news have no place beside real money.
    if (this.settings.livemode) throw new NotFound();
    const { slug: campaign } = await this.campaigns.bySlug(slug);
    const actor = currentActor(request);
    const page = may(actor, 'editor') ? 'edit' : 'ledger';
    const editHref = isStaff(actor) ? `/staff/campaigns/${campaign}/${page}` : null;
    const script = bannerScript();
    const path = `/newsroom/${campaign}`;
    const view = this.views.view();
    sendPage(
      reply,
      createElement(NewsroomArticlePage, {
        view,
        article: articles[view.text.language],
        campaign,
        path,
        editHref,
        script,
      }),
    );
  }
}
