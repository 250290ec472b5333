import type { FastifyInstance } from 'fastify';
import { answerChallenge, pay } from './billing/checkout.js';
import type { PayResult } from './billing/checkout.js';
import { closeDispute, dispute } from './billing/disputes.js';
import { renew } from './billing/renewals.js';
import { endSubscription } from './billing/subscriptions.js';
import type { Deliveries } from './deliveries.js';
import { ApiError } from './http/errors.js';
import { sameOriginOnly } from './http/same-origin.js';
import { AUTOMATIC } from './world.js';
import type { World } from './world.js';

interface ById {
  Params: { id: string };
}
interface PayBody {
  card: string;
  email?: string;
  name?: string;
  expiry?: string;
  cvc?: string;
  /** What the payer does at the bank's page, where the card asks for it; without it the answer says so. */
  authentication?: 'complete' | 'fail';
}

const text = { type: 'string', maxLength: 512 } as const;
const paySchema = {
  body: {
    type: 'object',
    required: ['card'],
    additionalProperties: false,
    properties: {
      card: text,
      email: text,
      name: text,
      expiry: text,
      cvc: text,
      authentication: { enum: ['complete', 'fail'] },
    },
  },
};
const disputeSchema = {
  body: {
    type: ['object', 'null'],
    properties: { kind: { enum: ['fraudulent', 'product_not_received', 'inquiry'] } },
  },
};
const closeSchema = {
  body: { type: 'object', required: ['status'], properties: { status: { enum: ['won', 'lost'] } } },
};

/** JSON doors for tests and load: what a payer, a bank or time would do. Not Stripe's API. */
export function registerHelpers(app: FastifyInstance, world: World, deliveries: Deliveries): void {
  app.addHook('onRequest', sameOriginOnly);
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof ApiError) return reply.code(error.status).send(error);
    return reply.code(error.statusCode ?? 500).send({ error: { message: error.message } });
  });
  app.post<ById & { Body: PayBody }>(
    '/_standin/checkout/sessions/:id/pay',
    { schema: paySchema },
    ({ params, body }) => told(world.act(AUTOMATIC, () => payAs(world, params.id, body))),
  );
  app.post<ById>('/_standin/events/:id/resend', ({ params }) => {
    world.need('event', params.id);
    return { endpoints: deliveries.resend(params.id) };
  });
  app.post<ById>('/_standin/subscriptions/:id/renew', ({ params }) =>
    world.act(AUTOMATIC, () => renew(world, world.need('subscription', params.id))),
  );
  app.post<ById>('/_standin/subscriptions/:id/cancel', ({ params }) =>
    world.act(AUTOMATIC, () =>
      endSubscription(world, world.need('subscription', params.id), 'cancellation_requested'),
    ),
  );
  app.post<ById & { Body: { kind?: 'fraudulent' } | null }>(
    '/_standin/charges/:id/dispute',
    { schema: disputeSchema },
    ({ params, body }) =>
      world.act(AUTOMATIC, () => dispute(world, world.need('charge', params.id), body?.kind ?? 'fraudulent')),
  );
  app.post<ById & { Body: { status: 'won' | 'lost' } }>(
    '/_standin/disputes/:id/close',
    { schema: closeSchema },
    ({ params, body }) =>
      world.act(AUTOMATIC, () => closeDispute(world, world.need('dispute', params.id), body.status)),
  );
}

function payAs(world: World, id: string, body: PayBody): PayResult {
  const session = world.need('checkout.session', id);
  const amex = /^3[47]/.test(body.card);
  const card = {
    number: body.card,
    expiry: body.expiry ?? '12/34',
    cvc: body.cvc ?? (amex ? '1234' : '123'),
  };
  const email = session.customer_details?.email ?? body.email ?? 'reader@example.test';
  const result = pay(world, session, card, { email, name: body.name ?? '' });
  if (result.status !== 'requires_action' || !body.authentication) return result;
  return answerChallenge(world, world.need('checkout.session', id), body.authentication === 'complete');
}

function told(result: PayResult): object {
  const { status, session } = result;
  const error = result.status === 'declined' ? { error: result.failure } : {};
  return { status, session: session.id, success_url: successUrl(result), ...error };
}

function successUrl({ status, session }: PayResult): string | null {
  return status === 'complete'
    ? (session.success_url?.replaceAll('{CHECKOUT_SESSION_ID}', session.id) ?? null)
    : null;
}
