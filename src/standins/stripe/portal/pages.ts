import type { FastifyInstance, FastifyReply } from 'fastify';
import type Stripe from 'stripe';
import { saveCard } from '../billing/saved-card.js';
import { ApiError } from '../http/errors.js';
import { decodeForm } from '../http/form.js';
import type { FormTree } from '../http/form.js';
import { sameOriginOnly } from '../http/same-origin.js';
import { pageHeaders } from '../pages/assets.js';
import { cardIn } from '../pages/card-fields.js';
import { missingView } from '../paypage/views.js';
import { idOf } from '../store/tables.js';
import { AUTOMATIC } from '../world.js';
import type { World } from '../world.js';
import { changeDetails, changeInPortal } from './steps.js';
import { portalView } from './views.js';

interface ById {
  Params: { id: string; subscription: string };
}
type PortalSession = Stripe.BillingPortal.Session;

/** The page that `billing_portal/sessions` leads to. */
export function registerPortal(app: FastifyInstance, world: World): void {
  app.addHook('onRequest', sameOriginOnly);
  app.get<ById>('/p/session/:id', ({ params }, reply) => {
    const session = world.find('billing_portal.session', params.id);
    return session ? show(world, session, reply) : missing(reply);
  });
  app.post<ById>('/p/session/:id/subscriptions/:subscription', ({ params, body }, reply) => {
    const session = world.find('billing_portal.session', params.id);
    const subscription = world.find('subscription', params.subscription);
    if (!session || idOf(subscription?.customer) !== session.customer || !subscription) return missing(reply);
    const features = featuresOf(world, session);
    const problem = problemWith(() =>
      world.act(AUTOMATIC, () => changeInPortal(world, features, subscription, formOf(body))),
    );
    return problem ? show(world, session, reply, problem) : reply.redirect(`/p/session/${session.id}`, 303);
  });
  app.post<ById>('/p/session/:id/customer', ({ params, body }, reply) => {
    const session = world.find('billing_portal.session', params.id);
    const customer = world.find('customer', session?.customer);
    if (!session || !customer) return missing(reply);
    const features = featuresOf(world, session);
    const problem = world.act(AUTOMATIC, () => changeDetails(world, features, customer, formOf(body)));
    return problem ? show(world, session, reply, problem) : reply.redirect(`/p/session/${session.id}`, 303);
  });
  app.post<ById>('/p/session/:id/card', ({ params, body }, reply) => {
    const session = world.find('billing_portal.session', params.id);
    if (!session) return missing(reply);
    const customer = world.find('customer', session.customer);
    if (!customer) return missing(reply);
    const problem = world.act(AUTOMATIC, () => saveCard(world, customer, cardIn(formOf(body))));
    return problem ? show(world, session, reply, problem) : reply.redirect(`/p/session/${session.id}`, 303);
  });
}

function problemWith(step: () => void): string | null {
  try {
    step();
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

function featuresOf(world: World, session: PortalSession): Stripe.BillingPortal.Configuration.Features {
  return world.need('billing_portal.configuration', idOf(session.configuration) ?? '').features;
}

function show(
  world: World,
  session: PortalSession,
  reply: FastifyReply,
  problem: string | null = null,
): FastifyReply {
  const customer = world.find('customer', session.customer);
  if (!customer) return missing(reply);
  const subscriptions = world.store.table('subscription').where('customer', customer.id).toReversed();
  const chosen =
    idOf(subscriptions[0]?.default_payment_method) ?? idOf(customer.invoice_settings.default_payment_method);
  const features = featuresOf(world, session);
  const html = portalView({
    session,
    customer,
    subscriptions,
    invoices: world.store.table('invoice').where('customer', customer.id).toReversed().slice(0, 24),
    card: world.find('payment_method', chosen)?.card ?? null,
    features,
    prices: offeredPrices(world, features),
    problem,
  });
  return reply
    .code(problem ? 402 : 200)
    .headers(pageHeaders)
    .send(html);
}

function offeredPrices(
  world: World,
  { subscription_update: update }: Stripe.BillingPortal.Configuration.Features,
): Stripe.Price[] {
  const ids = update.enabled ? (update.products?.flatMap(({ prices }) => prices) ?? []) : [];
  return ids.flatMap((id) => world.find('price', id) ?? []);
}

function missing(reply: FastifyReply): FastifyReply {
  return reply.code(404).headers(pageHeaders).send(missingView());
}

function formOf(body: unknown): FormTree {
  return decodeForm(String(body ?? ''));
}
