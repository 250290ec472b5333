import type { FastifyInstance, FastifyRequest } from 'fastify';
import { dashboardView } from './dashboard/views.js';
import { doors } from './doors/all.js';
import type { Door } from './doors/door.js';
import { treeOf } from './doors/door.js';
import { resend } from './resend.js';
import { ApiError } from './http/errors.js';
import { decodeForm } from './http/form.js';
import type { FormTree } from './http/form.js';
import { sameOriginOnly } from './http/same-origin.js';
import { pageHeaders } from './pages/assets.js';
import { tableOfId } from './store/tables.js';
import { AUTOMATIC } from './world.js';
import type { World } from './world.js';

interface ById {
  Params: { id: string };
}

/** Doors for tests, load and the dashboard's buttons: what a payer, a bank or time would do. Not Stripe's API. */
export function registerHelpers(app: FastifyInstance, world: World): void {
  app.addHook('onRequest', sameOriginOnly);
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof ApiError && isForm(request))
      return reply.code(error.status).headers(pageHeaders).send(dashboardView(world, error.message));
    if (error instanceof ApiError) return reply.code(error.status).send(error.toJSON());
    return reply.code(error.statusCode ?? 500).send({ error: { message: error.message } });
  });
  app.post<ById>('/_standin/events/:id/resend', ({ params }) => {
    world.need('event', params.id);
    return { endpoints: resend(world, params.id) };
  });
  for (const door of doors) openDoor(app, world, door);
}

/** JSON is answered with JSON; a button on a page leads back to the object, as it is then. */
function openDoor(app: FastifyInstance, world: World, door: Door): void {
  app.post<{ Params: { id?: string } }>(`/_standin/${door.path}`, (request, reply) => {
    const { id = '' } = request.params;
    const given = isForm(request) ? filledIn(request.body) : treeOf(request.body);
    const answer = world.act(AUTOMATIC, () => door.run(world, id, given));
    return isForm(request) ? reply.redirect(pageAfter(id, answer), 303) : reply.send(answer);
  });
}

function pageAfter(id: string, answer: { id?: string }): string {
  const shown = id || (answer.id ?? '');
  return tableOfId(shown) ? `/objects/${shown}` : '/#doors';
}

function isForm(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

function filledIn(body: unknown): FormTree {
  const form = decodeForm(String(body ?? ''));
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
}
