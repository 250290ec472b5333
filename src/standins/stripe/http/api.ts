import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../ids.js';
import type { Cause, World } from '../world.js';
import { API_VERSION } from '../world.js';
import { checkKey } from './auth.js';
import { ApiError } from './errors.js';
import { expand, expandField } from './expand.js';
import { decodeForm } from './form.js';
import type { FormTree } from './form.js';
import { earlierResponse, fingerprint, IdempotencyLocks } from './idempotency.js';
import type { Route } from './routes.js';
import { shownAnswer } from './shown.js';

interface Answer {
  status: number;
  body: string;
  replayed: boolean;
}

interface Locked extends FastifyRequest {
  releaseKey?: () => void;
}

const PREFIX = '/v1';

/** Serves the routes in Stripe's manner: keys, request ids, idempotency, errors. The scope has the prefix. */
export function registerApi(app: FastifyInstance, world: World, routes: Route[]): void {
  const locks = new IdempotencyLocks();
  app.addHook('onRequest', async (request: Locked, reply) => {
    reply.header('Request-Id', newId('req', 14));
    reply.header('Stripe-Version', header(request, 'stripe-version') ?? API_VERSION);
    const key = header(request, 'idempotency-key');
    if (key) reply.header('Idempotency-Key', key);
    checkKey(header(request, 'authorization'));
    if (!key || request.method !== 'POST') return;
    const release = locks.acquire(key);
    reply.raw.once('close', release);
    request.releaseKey = release;
  });
  app.addHook('onSend', async (request: Locked) => {
    request.releaseKey?.();
  });
  app.setErrorHandler((error, _request, reply) => sendError(error, reply));
  app.setNotFoundHandler((request, reply) => sendError(unknownRoute(request), reply));
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path.slice(PREFIX.length),
      handler: async (request, reply) => {
        const answer = answerTo(world, route, request, reply);
        reply.code(answer.status).type('application/json');
        if (answer.replayed) reply.header('Idempotent-Replayed', 'true');
        return reply.send(answer.body);
      },
    });
  }
}

function answerTo(world: World, route: Route, request: FastifyRequest, reply: FastifyReply): Answer {
  const [path = '', query = ''] = request.url.split('?', 2);
  const raw = route.method === 'POST' ? String(request.body ?? '') : query;
  const key = route.method === 'POST' ? header(request, 'idempotency-key') : undefined;
  const print = key ? fingerprint(route.method, path, raw) : '';
  const earlier = key ? earlierResponse(world, key, print, path) : null;
  if (earlier) return { ...earlier, replayed: true };
  const cause: Cause = { id: String(reply.getHeader('Request-Id')), idempotency_key: key ?? null };
  const { id = '' } = request.params as { id?: string };
  const keep = (status: number, body: string): Answer => {
    if (key)
      world.put('stored_response', { id: key, fingerprint: print, status, body, created: world.now() });
    return { status, body, replayed: false };
  };
  try {
    const params = decodeForm(raw);
    return world.act(cause, () => {
      const answer = run(world, route, params, id);
      return keep(answer instanceof ApiError ? answer.status : 200, JSON.stringify(answer));
    });
  } catch (error) {
    if (!(error instanceof ApiError) || error.early) throw error;
    return world.act(cause, () => keep(error.status, JSON.stringify(error)));
  }
}

/** A refusal that is returned, and not thrown, leaves what was done: a card was asked, and said no. */
function run(world: World, route: Route, params: FormTree, id: string): unknown {
  const { expand: asked, ...rest } = params;
  const paths = asked === undefined ? [] : expandField(asked, 'expand');
  const answer = route.run(world, rest, id);
  if (answer instanceof ApiError) return answer;
  // A freshly made endpoint shows its secret, once; everything that is read later does not.
  const visible = 'secret' in answer && route.method === 'POST' ? answer : shownAnswer(world, answer);
  return expand(world, visible, paths);
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function unknownRoute(request: FastifyRequest): ApiError {
  return new ApiError(404, {
    type: 'invalid_request_error',
    message:
      `Unrecognized request URL (${request.method}: ${request.url.split('?')[0]}). If you are trying to list ` +
      `objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid ` +
      `(non-empty) identifier in your code. The local stand-in knows only a part of Stripe.`,
  });
}

function sendError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof ApiError)
    return reply.code(error.status).type('application/json').send(JSON.stringify(error));
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status >= 500) console.error('The Stripe stand-in failed:', error);
  const type = status >= 500 ? 'api_error' : 'invalid_request_error';
  const message = status >= 500 ? 'An unknown error occurred' : String((error as Error).message);
  return reply
    .code(status)
    .type('application/json')
    .send(JSON.stringify(new ApiError(status, { type, message })));
}
