import type { FastifyInstance, FastifyReply } from 'fastify';
import type Stripe from 'stripe';
import { answerChallenge, confirmFree, needsNothing, pay, payByBank } from '../billing/checkout.js';
import type { PayResult } from '../billing/checkout.js';
import { PRESENTED, presentIn } from '../billing/presentment.js';
import { typeCode } from '../billing/session-discount.js';
import { freeUntil, trialEndOf } from '../billing/subscription-start.js';
import { ApiError } from '../http/errors.js';
import { decodeForm } from '../http/form.js';
import { sameOriginOnly } from '../http/same-origin.js';
import { pageHeaders } from '../pages/assets.js';
import { AUTOMATIC } from '../world.js';
import type { World } from '../world.js';
import { NOTHING_TYPED, problemOf } from './pay-form.js';
import type { FieldName, Method, Problem, Typed } from './pay-form.js';
import { challengeView, closedView, missingView, payView } from './views.js';

interface ById {
  Params: { id: string };
  Querystring: { method?: string };
}

/** Stripe's hosted pages: pay, confirm at the bank, "you're all done". */
export function registerPayPages(app: FastifyInstance, world: World): void {
  app.addHook('onRequest', sameOriginOnly);
  app.get<ById>('/c/pay/:id', ({ params, query }, reply) => {
    const session = world.find('checkout.session', params.id);
    const typed = { ...NOTHING_TYPED, method: methodIn(query.method) };
    if (session?.status === 'open') return show(reply, payPage(world, session, typed, null));
    return closed(reply, session);
  });
  app.post<ById>('/c/pay/:id', ({ params, body }, reply) => {
    const session = world.find('checkout.session', params.id);
    if (session?.status !== 'open') return closed(reply, session);
    const typed = typedIn(body);
    const problem = missingField(session, typed);
    if (problem) return show(reply, payPage(world, session, typed, problem), 400);
    return after(world, reply, typed, () => payTyped(world, session, typed));
  });
  app.post<ById>('/c/pay/:id/promotion', ({ params, body }, reply) => {
    const session = world.find('checkout.session', params.id);
    if (session?.status !== 'open') return closed(reply, session);
    const typed = typedIn(body);
    const problem = codeProblem(world, session, typed.promotionCode);
    if (!problem) return reply.redirect(`/c/pay/${session.id}`, 303);
    return show(reply, payPage(world, session, typed, problem), 400);
  });
  app.post<ById>('/c/pay/:id/currency', ({ params, body }, reply) => {
    const session = world.find('checkout.session', params.id);
    if (session?.status !== 'open') return closed(reply, session);
    const chosen = String(decodeForm(String(body ?? ''))['currency'] ?? '');
    if (PRESENTED.includes(chosen)) world.act(AUTOMATIC, () => presentIn(world, session, chosen));
    return reply.redirect(`/c/pay/${session.id}`, 303);
  });
  app.get<ById>('/c/pay/:id/authenticate', ({ params }, reply) => {
    const session = world.find('checkout.session', params.id);
    if (session?.status !== 'open') return closed(reply, session);
    if (!world.find('checkout_notes', session.id)?.waiting)
      return reply.redirect(`/c/pay/${session.id}`, 303);
    return show(reply, challengeView(session));
  });
  app.post<ById>('/c/pay/:id/authenticate', ({ params, body }, reply) => {
    const session = world.find('checkout.session', params.id);
    if (session?.status !== 'open') return closed(reply, session);
    const waiting = world.find('checkout_notes', session.id)?.waiting;
    const typed = { ...NOTHING_TYPED, email: waiting?.email ?? '', billingName: waiting?.name ?? '' };
    const passed = decodeForm(String(body ?? ''))['answer'] === 'complete';
    return after(world, reply, typed, () => answerChallenge(world, session, passed));
  });
}

function codeProblem(world: World, session: Stripe.Checkout.Session, code: string): Problem | null {
  try {
    world.act(AUTOMATIC, () => typeCode(world, session, code));
    return null;
  } catch (error) {
    if (error instanceof ApiError) return { field: 'promotionCode', message: error.message };
    throw error;
  }
}

function payTyped(world: World, session: Stripe.Checkout.Session, typed: Typed): PayResult {
  const email = session.customer_details?.email ?? typed.email;
  const payer = { email, name: typed.billingName };
  if (needsNothing(session)) return confirmFree(world, session, payer);
  if (typed.method === 'bank') return payByBank(world, session, typed.iban, payer);
  const card = { number: typed.cardNumber, expiry: typed.cardExpiry, cvc: typed.cardCvc };
  return pay(world, session, card, payer);
}

function after(world: World, reply: FastifyReply, typed: Typed, step: () => PayResult): FastifyReply {
  const result = world.act(AUTOMATIC, step);
  const { session } = result;
  if (result.status === 'complete') return reply.redirect(returnUrl(session) ?? '/', 303);
  if (result.status === 'requires_action') return reply.redirect(`/c/pay/${session.id}/authenticate`, 303);
  if (result.status === 'closed') return reply.redirect(`/c/pay/${session.id}`, 303);
  return show(reply, payPage(world, session, typed, problemOf(result.failure, typed.method)), 402);
}

function payPage(
  world: World,
  session: Stripe.Checkout.Session,
  typed: Typed,
  problem: Problem | null,
): string {
  const notes = world.need('checkout_notes', session.id);
  return payView({
    session,
    items: notes.lineItems,
    freeUntil: freeUntil(world, notes),
    trial: trialEndOf(world, notes) !== null,
    presentment: notes.presentment ?? null,
    typed,
    problem,
  });
}

function closed(reply: FastifyReply, session: Stripe.Checkout.Session | undefined): FastifyReply {
  if (!session) return show(reply, missingView(), 404);
  const next = session.status === 'complete' ? returnUrl(session) : session.cancel_url;
  return show(reply, closedView(session, next), session.status === 'complete' ? 200 : 410);
}

function returnUrl({ id, success_url: url }: Stripe.Checkout.Session): string | null {
  return url?.replaceAll('{CHECKOUT_SESSION_ID}', id) ?? null;
}

function typedIn(body: unknown): Typed {
  const form = decodeForm(String(body ?? ''));
  const read = (name: FieldName): string => {
    const value = form[name];
    return typeof value === 'string' ? value.trim().slice(0, 512) : '';
  };
  return {
    method: methodIn(form['method']),
    email: read('email'),
    cardNumber: read('cardNumber'),
    cardExpiry: read('cardExpiry'),
    cardCvc: read('cardCvc'),
    iban: read('iban'),
    promotionCode: read('promotionCode'),
    billingName: read('billingName'),
  };
}

function methodIn(given: unknown): Method {
  return given === 'bank' ? 'bank' : 'card';
}

function missingField(session: Stripe.Checkout.Session, typed: Typed): Problem | null {
  const asked = !session.customer_details?.email;
  if (asked && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email)) {
    return { field: 'email', message: 'Please enter a valid e-mail address.' };
  }
  if (needsNothing(session)) return null;
  if (typed.method === 'bank' && !typed.iban) return { field: 'iban', message: 'Please enter an IBAN.' };
  if (typed.method === 'card' && !typed.cardNumber)
    return { field: 'cardNumber', message: 'Please enter a card number.' };
  return typed.billingName ? null : { field: 'billingName', message: 'Please enter the name on the card.' };
}

function show(reply: FastifyReply, html: string, status = 200): FastifyReply {
  return reply.code(status).headers(pageHeaders).send(html);
}
