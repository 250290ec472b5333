import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { ErrorFilter } from '../http/error.filter.js';
import { BannerDataOf } from './banner-data.service.js';

type Asked = { Params: { slug: string }; Querystring: Record<string, unknown> };

const FOR_ALL = 'public, max-age=10, s-maxage=1, stale-while-revalidate=5';
/** Not every CDN heeds `Vary`: what depends on the country is kept by the reader's own browser only. */
const FOR_ONE = 'private, max-age=10';

/** `GET /api/campaigns/:slug/banner?placement=`: asked for by each page that carries a banner, so on Fastify itself. */
@Injectable()
export class BannerRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly errors: ErrorFilter,
    private readonly settings: Settings,
    private readonly data: BannerDataOf,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    const errorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
      // A banner for a campaign that is not there is told so, instead of an error of its own for the cross-origin answer.
      void reply.header('access-control-allow-origin', '*');
      this.errors.answer(error, request, reply);
    };
    fastify.get<Asked>('/api/campaigns/:slug/banner', { errorHandler }, (request, reply) =>
      this.answer(request, reply),
    );
  }

  private async answer(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
    const { placement } = request.query;
    const key = typeof placement === 'string' ? placement : '';
    const { json, etag, forOneReader } = await this.data.of(
      request.params.slug,
      key,
      this.countryOf(request),
    );
    void reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', forOneReader ? FOR_ONE : FOR_ALL)
      .header('etag', etag);
    if (forOneReader && this.settings.COUNTRY_HEADER) void reply.header('vary', this.settings.COUNTRY_HEADER);
    if (request.headers['if-none-match']?.includes(etag)) return reply.status(304).send();
    return reply.type('application/json; charset=utf-8').send(json);
  }

  private countryOf({ headers }: FastifyRequest): string | undefined {
    const { COUNTRY_HEADER: name } = this.settings;
    const value = name ? headers[name.toLowerCase()] : undefined;
    return typeof value === 'string' ? value : undefined;
  }
}
