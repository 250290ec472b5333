import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Settings } from '../config/settings.js';
import { accentSheet } from './accent.js';

const SHEET_CACHE = 'public, max-age=31536000, immutable';

/** What browsers load from outside /assets/: the newsroom's colour. */
@Injectable()
export class AssetRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    const { NEWSROOM_ACCENT: accent } = this.settings;
    if (!accent) return;
    const sheet = accentSheet(accent);
    fastify.get('/newsroom.css', (_request, reply) =>
      reply.header('cache-control', SHEET_CACHE).type('text/css; charset=utf-8').send(sheet),
    );
  }
}
