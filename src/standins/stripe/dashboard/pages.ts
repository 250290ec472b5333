import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { closeDispute, dispute } from '../billing/disputes.js';
import { refund } from '../billing/refunds.js';
import { renew } from '../billing/renewals.js';
import { endSubscription } from '../billing/subscriptions.js';
import { resend } from '../resend.js';
import { ApiError, invalid } from '../http/errors.js';
import { decodeForm } from '../http/form.js';
import { sameOriginOnly } from '../http/same-origin.js';
import { shown } from '../http/shown.js';
import { decimals } from '../money.js';
import { pageHeaders } from '../pages/assets.js';
import { missingView } from '../paypage/views.js';
import { tableOfId } from '../store/tables.js';
import { AUTOMATIC } from '../world.js';
import type { World } from '../world.js';
import { dashboardView, objectView } from './views.js';

type ById = FastifyRequest<{ Params: { id: string } }>;

/** The page at `/`: what is in the stand-in, with the buttons of payers, banks and time. */
export function registerDashboard(app: FastifyInstance, world: World): void {
  app.addHook('onRequest', sameOriginOnly);
  app.get('/', (_request, reply) => reply.headers(pageHeaders).send(dashboardView(world)));
  app.get('/objects/:id', (request: ById, reply) => showObject(world, request.params.id, reply));
  const button = (path: string, section: string, press: (id: string, body: unknown) => void): void => {
    app.post(`/dashboard/${path}`, (request: ById, reply) => {
      try {
        world.act(AUTOMATIC, () => press(request.params.id, request.body));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return reply.code(error.status).headers(pageHeaders).send(dashboardView(world, error.message));
      }
      return reply.redirect(`/#${section}`, 303);
    });
  };
  button('charges/:id/refund', 'refunds', (id, body) => {
    const charge = world.need('charge', id);
    refund(world, charge, { amount: amountIn(body, charge.currency), reason: 'requested_by_customer' });
  });
  button('charges/:id/dispute', 'disputes', (id) => dispute(world, world.need('charge', id)));
  button('disputes/:id/won', 'disputes', (id) => closeDispute(world, world.need('dispute', id), 'won'));
  button('disputes/:id/lost', 'disputes', (id) => closeDispute(world, world.need('dispute', id), 'lost'));
  button('subscriptions/:id/renew', 'subscriptions', (id) => renew(world, world.need('subscription', id)));
  button('subscriptions/:id/cancel', 'subscriptions', (id) =>
    endSubscription(world, world.need('subscription', id), 'cancellation_requested'),
  );
  button('events/:id/resend', 'events', (id) => resend(world, world.need('event', id).id));
}

function showObject(world: World, id: string, reply: FastifyReply): FastifyReply {
  const table = tableOfId(id);
  const row =
    (table && world.find(table, id)) ??
    world.find('product', id) ??
    world.find('coupon', id) ??
    world.find('deleted', id);
  if (!row) return reply.code(404).headers(pageHeaders).send(missingView());
  const tried = world.store.table('delivery').where('event', id);
  return reply.headers(pageHeaders).send(objectView(world, id, shown(world, row), tried));
}

/** `12.50` → 1250; an empty field means all that is left. */
function amountIn(body: unknown, currency: string): number | undefined {
  const typed = decodeForm(String(body ?? ''))['amount'];
  if (typeof typed !== 'string' || typed.trim() === '') return undefined;
  const amount = Number(typed.trim().replace(',', '.')) * 10 ** decimals(currency);
  const minor = Math.round(amount);
  if (minor > 0 && Math.abs(amount - minor) < 1e-6) return minor;
  throw invalid(`“${typed}” is not an amount that can be refunded.`, 'amount');
}
