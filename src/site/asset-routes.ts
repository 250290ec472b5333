import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { Settings } from '../config/settings.js';
import { accentSheet } from './accent.js';
import { readAsset } from './assets.js';

/** Newsroom pages name it without a version, so it must be asked for again before long. */
const BANNER_CACHE = 'public, max-age=600, stale-while-revalidate=86400';
const SHEET_CACHE = 'public, max-age=31536000, immutable';

/** What browsers load from outside /assets/: the banner's script, and the newsroom's colour. */
@Injectable()
export class AssetRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    this.serveBanner(fastify);
    const { NEWSROOM_ACCENT: accent } = this.settings;
    if (!accent) return;
    const sheet = accentSheet(accent);
    fastify.get('/newsroom.css', (_request, reply) =>
      reply.header('cache-control', SHEET_CACHE).type('text/css; charset=utf-8').send(sheet),
    );
  }

  private serveBanner(fastify: FastifyInstance): void {
    const script = readAsset('embed.js');
    if (!script) return;
    const etag = `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`;
    fastify.get('/embed.js', (request, reply) => {
      void reply.header('etag', etag).header('cache-control', BANNER_CACHE);
      // For pages that load it with `crossorigin` and an integrity of their own.
      void reply.header('access-control-allow-origin', '*');
      if (request.headers['if-none-match'] === etag) return reply.status(304).send();
      return reply.type('text/javascript; charset=utf-8').send(script);
    });
  }
}
