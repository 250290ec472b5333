import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { ErrorFilter } from '../http/error.filter.js';
import { NotFound } from '../common/errors.js';
import { type BannerScript, bannerScript } from './banner-script.js';
import { StoredScript } from './stored-script.js';

/** Newsroom pages name it without a version, so it must be asked for again before long. */
const NEWEST_CACHE = 'public, max-age=600, stale-while-revalidate=86400';
const PINNED_CACHE = 'public, max-age=31536000, immutable';

/** The banner's script: the newest at /embed.js, and each that ever was at /embed.<version>.js. */
@Injectable()
export class EmbedRoutes implements OnModuleInit, OnApplicationBootstrap {
  private readonly newest = bannerScript();
  private readonly scripts = [this.newest, bannerScript('embed-more.js')].filter((script) => script !== null);

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly errors: ErrorFilter,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    const errorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
      this.errors.answer(error, request, reply);
    if (this.newest) this.serveNewest(fastify, this.newest);
    fastify.get<{ Params: { version: string } }>(
      '/embed.:version(^[0-9a-f]{12}).js',
      { errorHandler },
      async ({ params }, reply) => open(reply, PINNED_CACHE).send(await this.find(params.version)),
    );
  }

  /** Kept, so that the address is good after this release too. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.scripts.length === 0) return;
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(StoredScript)
      .values(this.scripts.map(({ version, body }) => ({ version, body })))
      .orIgnore()
      .execute();
  }

  private serveNewest(fastify: FastifyInstance, { body, version }: BannerScript): void {
    const etag = `"${version}"`;
    fastify.get('/embed.js', (request, reply) => {
      void open(reply.header('etag', etag), NEWEST_CACHE);
      if (request.headers['if-none-match']?.includes(etag)) return reply.status(304).send();
      return reply.send(body);
    });
  }

  /** @throws NotFound */
  private async find(version: string): Promise<Buffer> {
    const current = this.scripts.find((script) => script.version === version);
    if (current) return current.body;
    const stored = await this.dataSource.getRepository(StoredScript).findOneBy({ version });
    if (!stored) throw new NotFound();
    return stored.body;
  }
}

/** For pages that load it with `crossorigin` and an integrity. */
function open(reply: FastifyReply, cacheControl: string): FastifyReply {
  return reply
    .header('cache-control', cacheControl)
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .type('text/javascript; charset=utf-8');
}
