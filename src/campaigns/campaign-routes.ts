import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { ErrorFilter } from '../http/error.filter.js';
import { Campaigns } from './campaigns.service.js';
import { ProgressStream } from './progress-stream.js';
import { Progress, type Snapshot } from './progress.service.js';
import { PublicLedger } from './public-ledger.service.js';

type BySlug = { Params: { slug: string }; Querystring: { cursor?: string } };

/** A CDN may answer for us: it asks every five seconds, nobody waits for it, and with our own two nothing is older than 15. */
const CACHE_CONTROL = 'public, max-age=1, s-maxage=5, stale-while-revalidate=8';

/** Every article of the newsroom asks for it. */
const NUMBER = '/api/campaigns/';

const ALWAYS = [
  'access-control-allow-origin',
  '*',
  'cache-control',
  CACHE_CONTROL,
  'x-content-type-options',
  'nosniff',
];
const JSON_TYPE = ['content-type', 'application/json; charset=utf-8'];

/** Public and hot, so on the Fastify instance itself: every article of the newsroom asks for the number. */
@Injectable()
export class CampaignRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly errors: ErrorFilter,
    private readonly campaigns: Campaigns,
    private readonly progress: Progress,
    private readonly stream: ProgressStream,
    private readonly entries: PublicLedger,
  ) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    const errorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
      this.errors.answer(error, request, reply);
    beforeRouting(fastify.server, (request, response) => this.answered(request, response));
    fastify.get('/api/campaigns', { errorHandler }, (_request, reply) => this.list(reply));
    fastify.get<BySlug>('/api/campaigns/:slug', { errorHandler }, (request, reply) =>
      this.show(request, reply),
    );
    fastify.get<BySlug>('/api/campaigns/:slug/stream', { errorHandler }, (request, reply) =>
      this.stream.open(request, reply),
    );
    fastify.get<BySlug>('/api/campaigns/:slug/ledger', { errorHandler }, (request, reply) =>
      this.ledger(request, reply),
    );
  }

  /** The number, where it is known: a request that is nothing else need not meet the router. */
  private answered(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url = '' } = request;
    if (method !== 'GET' || !url.startsWith(NUMBER)) return false;
    const ready = this.progress.ready(url.slice(NUMBER.length));
    if (ready) answer(request, response, ready);
    return ready !== null;
  }

  private async show(request: FastifyRequest<BySlug>, reply: FastifyReply): Promise<void> {
    const snapshot = await this.progress.snapshot(request.params.slug);
    reply.hijack();
    answer(request.raw, reply.raw, snapshot);
  }

  private async list(reply: FastifyReply): Promise<FastifyReply> {
    const found = await this.campaigns.open();
    const snapshots = await Promise.all(found.map(({ slug }) => this.progress.snapshot(slug)));
    const all = snapshots.map(({ json }) => json.toString()).join(',');
    return open(reply).type('application/json; charset=utf-8').send(`{"campaigns":[${all}]}`);
  }

  private async ledger(request: FastifyRequest<BySlug>, reply: FastifyReply): Promise<FastifyReply> {
    const campaign = await this.campaigns.bySlug(request.params.slug);
    return open(reply).send(await this.entries.page(campaign, request.query.cursor));
  }
}

/** Written past Fastify's own sending: every header is known beforehand. */
function answer(request: IncomingMessage, response: ServerResponse, { json, etag }: Snapshot): void {
  // Among others, perhaps, and as `W/"…"` where a proxy on the way compressed it.
  const known = request.headers['if-none-match']?.includes(etag) ?? false;
  const headers = ['etag', etag, ...ALWAYS];
  if (known) response.writeHead(304, headers).end();
  else response.writeHead(200, [...headers, 'content-length', String(json.length), ...JSON_TYPE]).end(json);
}

/** `act` sees each request first, and says whether it has answered. */
function beforeRouting(
  server: Server,
  act: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const routers = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (!act(request, response)) for (const router of routers) router.call(server, request, response);
  });
}

function open(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*').header('cache-control', CACHE_CONTROL);
}
