import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { NotFound, Unauthorized } from '../../common/errors.js';
import { isId, sameSecret } from '../../common/ids.js';
import { Settings } from '../../config/settings.js';
import { ErrorFilter } from '../../http/error.filter.js';
import { withoutAddresses } from '../../jobs/without-addresses.js';
import { MailRefusals } from '../mail-refusals.js';
import type { DeliveryReport } from './delivery-report.js';
import { readJsonReport } from './read-json-report.js';
import { readStatusMessage } from './read-status-message.js';

const LIMIT_BYTES = 1024 * 1024;
const LONGEST_REASON = 500;

/** `POST /webhooks/mail`: a mail server tells what came back. Closed until MAIL_WEBHOOK_TOKEN is set. */
@Injectable()
export class MailWebhook implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly refusals: MailRefusals,
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
    scope.post(
      '/webhooks/mail',
      { bodyLimit: LIMIT_BYTES, onRequest: async (request) => this.authenticate(request) },
      async (request) => {
        const report = await readReport(request);
        return { matched: report.failed ? await this.take(report) : 0 };
      },
    );
  }

  /** Before the body is read: `Bearer`, or the password of `Basic`, which is all that some services can send. */
  private authenticate({ headers: { authorization = '' } }: FastifyRequest): void {
    const expected = this.settings.MAIL_WEBHOOK_TOKEN;
    if (!expected) throw new NotFound();
    const [scheme = '', value = ''] = authorization.split(/ +/, 2);
    const basic = /^basic$/i.test(scheme)
      ? Buffer.from(value, 'base64')
          .toString()
          .replace(/^[^:]*:/, '')
      : '';
    const given = /^bearer$/i.test(scheme) ? value : basic;
    if (!sameSecret(given, expected)) throw new Unauthorized('Please give the token of this address.');
  }

  /** How many of our e-mails it was about. */
  private async take({ messageIds, reason }: DeliveryReport): Promise<number> {
    const ours = new URL(this.settings.baseUrl).hostname;
    let matched = 0;
    for (const messageId of messageIds) {
      const [id = '', host] = messageId.split('@');
      if (!isId(id) || host?.toLowerCase() !== ours) continue;
      const words = withoutAddresses(reason).slice(0, LONGEST_REASON) || 'it came back';
      const known = await this.dataSource.transaction((manager) =>
        this.refusals.cameBack(manager, id, words),
      );
      if (known) matched += 1;
    }
    return matched;
  }
}

function readReport({ headers, body }: FastifyRequest): DeliveryReport | Promise<DeliveryReport> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const type = headers['content-type'] ?? '';
  return /^application\/json\b/i.test(type) ? readJsonReport(bytes) : readStatusMessage(bytes);
}
