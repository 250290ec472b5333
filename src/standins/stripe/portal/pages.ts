import type { FastifyInstance, FastifyReply } from 'fastify';
import type Stripe from 'stripe';
import { saveCard } from '../billing/saved-card.js';
import { endSubscription } from '../billing/subscriptions.js';
import { decodeForm } from '../http/form.js';
import type { FormTree } from '../http/form.js';
import { sameOriginOnly } from '../http/same-origin.js';
import { pageHeaders } from '../pages/assets.js';
import { cardIn } from '../pages/card-fields.js';
import { missingView } from '../paypage/views.js';
import { updateSubscription } from '../resources/subscription-update.js';
import { idOf } from '../store/tables.js';
import { AUTOMATIC } from '../world.js';
import type { World } from '../world.js';
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
    world.act(AUTOMATIC, () => endOrKeep(world, session, subscription, formOf(body)['do'] === 'cancel'));
    return reply.redirect(`/p/session/${session.id}`, 303);
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

function endOrKeep(
  world: World,
  session: PortalSession,
  subscription: Stripe.Subscription,
  ends: boolean,
): void {
  const { mode } = featuresOf(world, session).subscription_cancel;
  if (ends && mode === 'immediately') endSubscription(world, subscription, 'cancellation_requested');
  else updateSubscription(world, subscription, { cancel_at_period_end: ends });
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
  const html = portalView({
    session,
    customer,
    subscriptions,
    invoices: world.store.table('invoice').where('customer', customer.id).toReversed().slice(0, 24),
    card: world.find('payment_method', chosen)?.card ?? null,
    features: featuresOf(world, session),
    problem,
  });
  return reply
    .code(problem ? 402 : 200)
    .headers(pageHeaders)
    .send(html);
}

function missing(reply: FastifyReply): FastifyReply {
  return reply.code(404).headers(pageHeaders).send(missingView());
}

function formOf(body: unknown): FormTree {
  return decodeForm(String(body ?? ''));
}
