import { Injectable } from '@nestjs/common';
import { Stripe } from 'stripe';
import { Settings } from '../../config/settings.js';
import { PaymentsUnavailable } from '../payments-unavailable.js';
import { Limiter } from './limiter.js';
import { StripeRefused } from './stripe-refused.js';

/** Of Stripe's 25 requests a second in test mode and 100 in live mode; the rest is left to the newsroom's other tools. A setting may say otherwise. */
const SHARE = { test: 20, live: 80 };
const PATIENCE_MS = 10_000;

/** The one way out to Stripe. Never call it inside a database transaction. */
@Injectable()
export class StripeApi {
  private readonly stripe: Stripe;
  private readonly limiter: Limiter;

  constructor(settings: Settings) {
    this.stripe = stripeClient(settings);
    const share = settings.livemode ? SHARE.live : SHARE.test;
    this.limiter = new Limiter(settings.STRIPE_REQUESTS_PER_SECOND ?? share);
  }

  /** @throws PaymentsUnavailable when trying again may help, StripeRefused when it will not. */
  async ask<T>(request: (stripe: Stripe) => Promise<T>): Promise<T> {
    if (!(await this.limiter.take(PATIENCE_MS))) throw new PaymentsUnavailable();
    try {
      return await request(this.stripe);
    } catch (error) {
      throw this.understand(error);
    }
  }

  private understand(error: unknown): unknown {
    if (!(error instanceof Stripe.errors.StripeError)) return error;
    if (error.statusCode === 429) this.limiter.pause(Number(error.headers?.['retry-after']) || 1);
    const replayed = error.headers?.['idempotent-replayed'] === 'true';
    if (mayPass(error) && !replayed) return new PaymentsUnavailable(null, { cause: withoutWords(error) });
    return refusal(error, replayed);
  }
}

function stripeClient(settings: Settings): Stripe {
  const base = settings.STRIPE_API_BASE ? new URL(settings.STRIPE_API_BASE) : null;
  return new Stripe(settings.STRIPE_SECRET_KEY ?? '', {
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === 'http:' ? 80 : 443),
      protocol: base.protocol === 'http:' ? 'http' : 'https',
    }),
    maxNetworkRetries: 2,
    timeout: 15_000,
    telemetry: false,
    appInfo: { name: 'Thousandfold' },
  });
}

/** No connection, a limit, a lock or a failure on Stripe's side. */
function mayPass(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  const status = error.statusCode ?? 0;
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    status === 409 ||
    status === 429 ||
    status >= 500
  );
}

function refusal(error: InstanceType<typeof Stripe.errors.StripeError>, replayed: boolean): StripeRefused {
  return new StripeRefused(
    error.rawType ?? error.type,
    error.code ?? null,
    error.param ?? null,
    error.requestId ?? null,
    replayed,
  );
}

/** For the log: which kind of failure it was, without Stripe's message, which may quote what a person typed. */
function withoutWords(error: InstanceType<typeof Stripe.errors.StripeError>): Error {
  return new Error([error.type, error.statusCode, error.code, error.requestId].filter(Boolean).join(' '));
}
