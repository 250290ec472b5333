import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deliveries } from '../deliveries.js';
import { treeOf } from '../doors/door.js';
import { ApiError } from '../http/errors.js';
import { decodeForm } from '../http/form.js';
import type { FormTree } from '../http/form.js';
import { sameOriginOnly } from '../http/same-origin.js';
import { pageHeaders } from '../pages/assets.js';
import { doneWords } from './done.js';
import { faultSettings } from './fault-settings.js';
import type { Faults } from './faults.js';
import type { Refused } from './fields.js';
import type { TimeMachine } from './time-machine.js';
import { controlsView } from './view.js';

export interface Controls {
  deliveries: Deliveries;
  faults: Faults;
  timeMachine: TimeMachine;
}

/** Doors to how the stand-in itself behaves, for JSON and for the forms of the page at `/controls`. */
export function registerControls(app: FastifyInstance, controls: Controls): void {
  const { deliveries, faults, timeMachine } = controls;
  app.addHook('onRequest', sameOriginOnly);
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof ApiError && isForm(request)) return refuse(controls, request, reply, error);
    if (error instanceof ApiError) return reply.code(error.status).send(error.toJSON());
    return reply.code(error.statusCode ?? 500).send({ error: { message: error.message } });
  });
  app.get('/controls', (request, reply) =>
    reply.headers(pageHeaders).send(show(controls, doneWords(request.query), null)),
  );
  app.get('/_standin/clock', () => ({ now: timeMachine.now }));
  app.get('/_standin/deliveries', () => deliveries.settings);
  app.get('/_standin/faults', () => faults.settings);

  const door = (path: string, open: (given: FormTree) => object | Promise<object>): void => {
    app.post(`/_standin/${path}`, async (request, reply) => {
      const answer = await open(givenIn(request));
      return isForm(request) ? reply.redirect(pageAfter(path, answer), 303) : reply.send(answer);
    });
  };
  door('clock', (given) => timeMachine.travel(given));
  // What a body leaves out is as usual, so an empty one puts everything back.
  door('deliveries', (given) => deliveries.setRules(given));
  door('deliveries/release', () => deliveries.release());
  door('faults', (given) => faults.set(faultSettings(given)));
}

function show(
  { timeMachine, deliveries, faults }: Controls,
  done: string | null,
  refused: Refused | null,
): string {
  return controlsView({
    now: timeMachine.now,
    deliveries: deliveries.settings,
    faults: faults.settings,
    done,
    refused,
  });
}

function refuse(
  controls: Controls,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body: { message, param = '' } }: ApiError,
): FastifyReply {
  const door = doorOf(request.url.replace('/_standin/', ''));
  const refused = { door, typed: givenIn(request), param, message };
  return reply
    .code(status)
    .headers(pageHeaders)
    .send(show(controls, null, refused));
}

const COUNTS = ['events', 'sent', 'dropped'];

function pageAfter(path: string, answer: object): string {
  const query = new URLSearchParams();
  for (const [name, count] of Object.entries(answer))
    if (COUNTS.includes(name)) query.set(name, String(count));
  return `/controls?${query}#${doorOf(path)}`;
}

function doorOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function isForm(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

/** An empty field of a form is no answer. */
function givenIn(request: FastifyRequest): FormTree {
  if (!isForm(request)) return treeOf(request.body);
  const form = decodeForm(String(request.body ?? ''));
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
}
