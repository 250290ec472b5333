import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../accounts/access.js';
import { type Language, languageOf } from '../../common/languages.js';
import { type Picture, Pictures } from '../pictures/pictures.service.js';

/** Networks and pages that show it may be a minute behind. */
const CACHE = 'public, max-age=60, stale-while-revalidate=600';

@ApiExcludeController()
@Controller('campaigns/:slug')
@Access('public')
export class PicturesController {
  constructor(private readonly pictures: Pictures) {}

  /** For previews of links: 1200 × 630. */
  @Get('picture.png')
  async picture(
    @Param('slug') slug: string,
    @Query('lang') lang: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answer(request, reply, await this.pictures.of(slug, 'picture', spoken(lang)), 'image/png');
  }

  /** For `<img>` on any page. */
  @Get('badge.svg')
  async badge(
    @Param('slug') slug: string,
    @Query('lang') lang: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answer(
      request,
      reply,
      await this.pictures.of(slug, 'badge', spoken(lang)),
      'image/svg+xml; charset=utf-8',
    );
  }
}

/** By the address alone: caches keep one picture for all who ask for it. */
function spoken(lang: unknown): Language {
  return typeof lang === 'string' ? languageOf(lang) : 'en';
}

async function answer(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { etag, body }: Picture,
  type: string,
): Promise<void> {
  void reply
    .header('cache-control', CACHE)
    .header('etag', etag)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin');
  if (headers['if-none-match']?.includes(etag)) return void reply.status(304).send();
  void reply.type(type).send(await body);
}
