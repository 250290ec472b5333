import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { CatchUp } from '../../../src/payments/catch-up/catch-up.service.js';
import { Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';
import { payPages } from './paid-pages.js';

const MEMBERS = 24;
const REFUNDED = 10;
const STARTS = 'http.client.request.start';

let product: TestService;
const asked: string[] = [];
const note = (message: unknown): void => {
  const { method, path } = (message as { request: ClientRequest }).request;
  asked.push(`${method} ${path}`);
};

beforeAll(async () => {
  product = await startTestService();
  const { stripe } = product;
  const { data } = await stripe.webhookEndpoints.list();
  await stripe.webhookEndpoints.update(data[0]?.id ?? '', { disabled: true });
  await payPages(product, MEMBERS, {
    purpose: 'membership',
    interval: 'month',
    details: { plan: 'supporter-month' },
    campaign: 'birthday',
  });
  const subscriptions = await stripe.subscriptions.list({ limit: 100 });
  const payments = await stripe.paymentIntents.list({ limit: REFUNDED });
  for (const { id } of subscriptions.data) {
    await fetch(`${product.stripeUrl}/_standin/subscriptions/${id}/renew`, { method: 'POST' });
    await stripe.subscriptions.update(id, { cancel_at_period_end: true });
  }
  for (const { id } of payments.data) await stripe.refunds.create({ payment_intent: id, amount: 100 });
  subscribe(STARTS, note);
}, 60_000);

afterAll(async () => {
  unsubscribe(STARTS, note);
  await product.close();
});

it('reads what many events are about by lists, and comes to the same', async () => {
  await product.service.app.get(CatchUp, { strict: false }).run();
  await new Cast(product).settled();
  const [state] = await product.dataSource.query(
    `select (select count(*)::int from memberships where cancel_at = ends_at and ends_at > now() + interval '40 days') ending,
       (select count(*)::int from payments) payments,
       (select sum(amount)::int from refunds) refunded,
       (select sum(delta)::int from ledger_entries) people`,
  );
  expect(state).toEqual({
    ending: MEMBERS,
    payments: 2 * MEMBERS,
    refunded: 100 * REFUNDED,
    people: MEMBERS,
  });
  const alone = asked.filter((request) => /\/(sub|in|re|cus)_\w+(\?|$)/.test(request));
  expect(asked.some((request) => request.startsWith('GET /v1/subscriptions?'))).toBe(true);
  expect(alone.length).toBeLessThan(MEMBERS / 2);
}, 60_000);
