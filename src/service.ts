import fastifyCookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { ConsoleLogger, type INestApplication, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { campaignPaths } from './campaigns/campaigns.openapi.js';
import type { Clock } from './common/clock.js';
import { InvalidSettings, missingSettings, type Settings } from './config/settings.js';
import { allowLargerBodies } from './http/body-limits.js';
import { ErrorFilter } from './http/error.filter.js';
import { registerOperations } from './http/operations.js';
import { describeApi } from './http/openapi.js';
import { speakToReaders } from './http/reader-language.js';
import { registerSecurityHeaders } from './http/security-headers.js';
import { refuseUnstorableText } from './http/storable-text.js';
import { acceptUploads } from './http/uploads.js';
import { validationPipe } from './http/validation.js';
import { mailWebhookPaths } from './mail/reports/mail-webhook.openapi.js';
import { placementPaths } from './placements/placements.openapi.js';
import { webhookPaths } from './payments/webhook.openapi.js';

export interface Service {
  /** Where it listens, `http://127.0.0.1:3000`. */
  url: string;
  app: INestApplication;
  close(): Promise<void>;
}

/** Starts the service on a migrated database; `clock` lets a test travel. Throws InvalidSettings when something is missing. */
export async function startService(settings: Settings, clock?: Clock): Promise<Service> {
  const missing = missingSettings(settings);
  if (missing.length > 0) throw new InvalidSettings(missing);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings, clock),
    adapter(settings),
    {
      logger: logger(settings),
      abortOnError: false,
    },
  );
  await configure(app, settings);
  await app.listen(settings.PORT, settings.HOST);
  return { url: await localUrl(app), app, close: () => app.close() };
}

function adapter(settings: Settings): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: 64 * 1024,
    trustProxy: settings.TRUST_PROXY === 'on',
    // An idle keep-alive connection must not hold up the end.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
}

async function configure(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  allowLargerBodies(fastify);
  acceptUploads(fastify);
  // Cookies are parsed where one is looked for, not on every request for the number.
  await app.register(fastifyCookie, { hook: false });
  const assets = fileURLToPath(new URL('../dist/public/', import.meta.url));
  if (existsSync(assets))
    await app.register(fastifyStatic, {
      root: assets,
      prefix: '/assets/',
      index: false,
      maxAge: '1h',
      decorateReply: false,
    });
  registerSecurityHeaders(fastify, stripeOrigins(settings));
  speakToReaders(fastify, settings);
  refuseUnstorableText(fastify, app.get(ErrorFilter));
  registerOperations(fastify, app.get(DataSource), settings);
  app.useGlobalPipes(validationPipe());
  app.enableShutdownHooks([]);
  describeApi(app, campaignPaths, placementPaths, webhookPaths, mailWebhookPaths);
}

function logger(settings: Settings): ConsoleLogger {
  const levels: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
  const upTo = levels.indexOf(settings.LOG_LEVEL);
  return new ConsoleLogger({
    logLevels: levels.slice(0, upTo + 1),
    json: settings.NODE_ENV === 'production' && !process.stdout.isTTY,
  });
}

async function localUrl(app: NestFastifyApplication): Promise<string> {
  const url = await app.getUrl();
  return url.replace('[::1]', 'localhost').replace('0.0.0.0', '127.0.0.1');
}

/** Where Stripe's pages stand, beside Stripe's own addresses. */
function stripeOrigins({ STRIPE_API_BASE: base, STRIPE_PAGES_DOMAIN: domain }: Settings): string[] {
  return [...(base ? [new URL(base).origin] : []), ...(domain ? [`https://${domain}`] : [])];
}
