import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings.js';
import { ErrorFilter } from '../../http/error.filter.js';
import { readEnvelope, UnreadableEvent } from '../stripe/read-envelope.js';
import { BadSignature, verifySignature } from '../stripe/signature.js';
import { VersionWatch } from '../stripe/version-watch.js';
import { Inbox } from './inbox.service.js';
import type { ReceivedEvent } from './received-event.js';
import { InvalidDelivery } from './invalid-delivery.js';

const LIMIT_BYTES = 1024 * 1024;

/**
 * `POST /webhooks/stripe`: the signature over the raw bytes, one insert, 2xx after the commit, nothing else.
 * On the Fastify instance itself and in a scope of its own: nobody else's parser touches the body before it is verified.
 */
@Injectable()
export class StripeWebhook implements OnModuleInit {
  private readonly versions = new VersionWatch();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
    private readonly inbox: Inbox,
    private readonly errors: ErrorFilter,
  ) {}

  onModuleInit(): void {
    // A process without HTTP, such as the command line, has the module all the same.
    const fastify = this.host.httpAdapter?.getInstance<FastifyInstance>();
    if (fastify) void fastify.register(async (scope) => this.register(scope));
  }

  private register(scope: FastifyInstance): void {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LIMIT_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error, request, reply) => this.errors.answer(error, request, reply));
    scope.post('/webhooks/stripe', { bodyLimit: LIMIT_BYTES }, async (request) => {
      await this.deliver(request);
      return { received: true };
    });
  }

  private async deliver(request: FastifyRequest): Promise<void> {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const header = request.headers['stripe-signature'];
    const event = this.read(body, typeof header === 'string' ? header : undefined);
    this.versions.notice(event.apiVersion);
    await this.inbox.receive([event]);
  }

  private read(body: Buffer, header: string | undefined): ReceivedEvent {
    try {
      verifySignature(body, header, this.settings.STRIPE_WEBHOOK_SECRET);
      return readEnvelope(body, this.settings.livemode);
    } catch (error) {
      if (error instanceof BadSignature || error instanceof UnreadableEvent)
        throw new InvalidDelivery(error.message);
      throw error;
    }
  }
}
