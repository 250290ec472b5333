import { request } from 'node:http';
import { Stripe } from 'stripe';
import { clientOf, donationParams, monthlyPlan, startSetting, subscriptionParams } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeAll(async () => (setting = await startSetting()));
afterAll(() => setting.standin.close());

describe('keys', () => {
  it.each([
    ['a live key', 'sk_live_abc', 'live keys are refused'],
    ['another text', 'nonsense', 'Invalid API Key provided'],
  ])('%s is refused', async (_what, key, message) => {
    const refused = clientOf(setting.standin, key).products.list();
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 });
  });

  it('are taken by Basic authentication too, and are needed', async () => {
    const url = `${setting.standin.url}/v1/products`;
    const basic = Buffer.from('rk_test_restricted:').toString('base64');
    expect((await fetch(url, { headers: { authorization: `Basic ${basic}` } })).status).toBe(200);
    const without = await fetch(url);
    expect(without.status).toBe(401);
    expect(await without.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });
});

describe('answers', () => {
  it('carry a request id, the version and the idempotency key', async () => {
    const product = await setting.stripe.products.create({ name: 'Tea' }, { idempotencyKey: 'tea-1' });
    expect(product.lastResponse).toMatchObject({
      requestId: expect.stringMatching(/^req_/),
      apiVersion: '2026-10-28.endive',
      idempotencyKey: 'tea-1',
    });
    const [event] = (await setting.stripe.events.list({ limit: 1 })).data;
    expect(event?.request).toEqual({ id: product.lastResponse.requestId, idempotency_key: 'tea-1' });
  });

  it('turn an unknown route and an unknown id into 404', async () => {
    await expect(setting.stripe.rawRequest('GET', '/v1/wombats')).rejects.toMatchObject({ statusCode: 404 });
    await expect(setting.stripe.charges.retrieve('ch_none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such charge: 'ch_none'",
    });
  });

  it.each([
    ['an unknown parameter', { name: 'Tea', colour: 'green' }, 'parameter_unknown', 'colour'],
    ['a missing one', {}, 'parameter_missing', 'name'],
    ['an empty one', { name: '' }, 'parameter_invalid_empty', 'name'],
  ])('refuse %s', async (_what, params, code, param) => {
    const refused = setting.stripe.rawRequest('POST', '/v1/products', params);
    await expect(refused).rejects.toMatchObject({ statusCode: 400, code, param });
  });

  it.each([
    ['an unknown price', { price: 'price_none' }, 'resource_missing', 'line_items[0][price]'],
    ['a negative amount', inline(-1), 'parameter_invalid_integer', 'line_items[0][price_data][unit_amount]'],
    ['too small an amount', inline(10), 'amount_too_small', 'line_items'],
    ['an unknown currency', inline(500, 'xyz'), undefined, 'line_items[0][price_data][currency]'],
  ])('refuse a session with %s', async (_what, item, code, param) => {
    const refused = setting.stripe.checkout.sessions.create({ ...donationParams(), line_items: [item] });
    await expect(refused).rejects.toMatchObject({ type: 'StripeInvalidRequestError', code, param });
  });

  it('refuse payment_method_types, as Stripe has done since Endive', async () => {
    const params = { ...donationParams(), payment_method_types: ['card'] };
    const refused = setting.stripe.rawRequest('POST', '/v1/checkout/sessions', params);
    await expect(refused).rejects.toMatchObject({ code: 'parameter_unknown', param: 'payment_method_types' });
  });
});

function inline(amount: number, currency = 'eur'): Stripe.Checkout.SessionCreateParams.LineItem {
  return { price_data: { currency, unit_amount: amount, product_data: { name: 'Donation' } } };
}

describe('idempotency keys', () => {
  it('give the same answer to the same request', async () => {
    const options = { idempotencyKey: 'purchase-1' };
    const first = await setting.stripe.checkout.sessions.create(donationParams(), options);
    const second = await setting.stripe.checkout.sessions.create(donationParams(), options);
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  });

  it('refuse another request', async () => {
    const options = { idempotencyKey: 'purchase-2' };
    await setting.stripe.checkout.sessions.create(donationParams(5000), options);
    await expect(
      setting.stripe.checkout.sessions.create(donationParams(6000), options),
    ).rejects.toMatchObject({
      type: 'StripeIdempotencyError',
      statusCode: 400,
    });
  });

  it('do not keep what was refused before it was tried', async () => {
    const options = { idempotencyKey: 'purchase-3' };
    await expect(setting.stripe.products.create({ name: '' }, options)).rejects.toMatchObject({
      statusCode: 400,
    });
    expect(await setting.stripe.products.create({ name: 'Tea' }, options)).toMatchObject({ name: 'Tea' });
  });

  it('are refused while their first request is under way', async () => {
    const { port } = setting.standin;
    const headers = {
      authorization: 'Bearer sk_test_x',
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': 'slow-1',
    };
    const slow = request({
      host: '127.0.0.1',
      port,
      path: '/v1/products',
      method: 'POST',
      headers: { ...headers, 'content-length': 8 },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      slow.on('response', (response) => resolve(response.resume().statusCode));
      slow.on('error', reject);
    });
    await new Promise((resolve) => slow.write('name', resolve));
    const url = `${setting.standin.url}/v1/products`;
    const statuses: number[] = [];
    for (let turn = 0; turn < 50 && !statuses.includes(409); turn += 1) {
      statuses.push(
        (
          await fetch(url, {
            method: 'POST',
            headers: { ...headers, 'idempotency-key': 'slow-1' },
            body: 'name=',
          })
        ).status,
      );
    }
    expect(statuses).toContain(409);
    slow.end('=Tea');
    expect(await answered).toBe(200);
  });
});

describe('lists', () => {
  it('page forwards, backwards and by themselves', async () => {
    const { stripe } = setting;
    const ids: string[] = [];
    for (let at = 0; at < 7; at += 1)
      ids.unshift((await stripe.customers.create({ email: 'paged@example.test' })).id);
    const email = 'paged@example.test';
    const first = await stripe.customers.list({ email, limit: 3 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 3), true]);
    const next = await stripe.customers.list({ email, limit: 3, starting_after: ids[2] });
    expect(next.data.map(({ id }) => id)).toEqual(ids.slice(3, 6));
    const last = await stripe.customers.list({ email, limit: 3, starting_after: ids[5] });
    expect([last.data.map(({ id }) => id), last.has_more]).toEqual([ids.slice(6), false]);
    const before = await stripe.customers.list({ email, limit: 3, ending_before: ids[6] });
    expect([before.data.map(({ id }) => id), before.has_more]).toEqual([ids.slice(3, 6), true]);
    const all = await stripe.customers.list({ email, limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(ids);
    const oldestFirst = await stripe.customers
      .list({ email, limit: 2, ending_before: ids[6] })
      .autoPagingToArray({ limit: 100 });
    expect(oldestFirst.map(({ id }) => id)).toEqual(ids.slice(0, 6).toReversed());
  });

  it('filter by time, kind and what was named', async () => {
    const { stripe, clock } = setting;
    const since = clock.seconds() + 100;
    clock.to(since);
    const { price } = await monthlyPlan(stripe);
    const keyed = await stripe.prices.create({
      product: String(price.product),
      currency: 'eur',
      unit_amount: 900,
      lookup_key: 'gift-3',
    });
    expect((await stripe.prices.list({ lookup_keys: ['gift-3'] })).data.map(({ id }) => id)).toEqual([
      keyed.id,
    ]);
    const made = await stripe.events.list({
      types: ['price.created', 'product.created'],
      created: { gte: since },
    });
    expect(made.data.map(({ type }) => type)).toEqual(['price.created', 'price.created', 'product.created']);
    expect((await stripe.events.list({ created: { gt: since + 3600 } })).data).toEqual([]);
    await expect(stripe.events.list({ limit: 101 })).rejects.toMatchObject({ param: 'limit' });
    await expect(stripe.events.list({ starting_after: 'evt_none' })).rejects.toMatchObject({
      code: 'resource_missing',
    });
  });

  it('expand what is asked for and refuse what cannot be', async () => {
    const { stripe } = setting;
    const { price } = await monthlyPlan(stripe);
    await stripe.checkout.sessions.create(subscriptionParams(price.id));
    const listed = await stripe.checkout.sessions.list({
      limit: 1,
      expand: ['data.line_items.data.price.product'],
    });
    expect(listed.data[0]?.line_items?.data[0]?.price?.product).toMatchObject({ name: 'Supporter' });
    await expect(stripe.prices.retrieve(price.id, { expand: ['currency'] })).rejects.toMatchObject({
      param: 'expand',
    });
    await expect(stripe.prices.retrieve(price.id, { expand: ['wombat'] })).rejects.toThrow(
      'cannot be expanded (wombat)',
    );
  });
});

describe('sessions', () => {
  it('expire by themselves and by request', async () => {
    const { stripe, clock, standin } = setting;
    const expiresAt = clock.seconds() + 31 * 60;
    const timed = await stripe.checkout.sessions.create({ ...donationParams(), expires_at: expiresAt });
    const pressed = await stripe.checkout.sessions.create(donationParams());
    expect((await stripe.checkout.sessions.expire(pressed.id)).status).toBe('expired');
    await expect(stripe.checkout.sessions.expire(pressed.id)).rejects.toThrow('status of `expired`');
    clock.to(expiresAt + 1);
    standin.tick();
    expect(await stripe.checkout.sessions.retrieve(timed.id)).toMatchObject({ status: 'expired', url: null });
    const page = await fetch(timed.url ?? '');
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining('This page has expired')]);
    const expired = await stripe.events.list({ type: 'checkout.session.expired' });
    expect(expired.data.map(({ data }) => (data.object as Stripe.Checkout.Session).id)).toEqual([
      timed.id,
      pressed.id,
    ]);
    const soon = stripe.checkout.sessions.create({ ...donationParams(), expires_at: clock.seconds() + 60 });
    await expect(soon).rejects.toMatchObject({ param: 'expires_at' });
  });

  it('give a trial without a payment', async () => {
    const { stripe, standin } = setting;
    const { price } = await monthlyPlan(stripe);
    const params = subscriptionParams(price.id);
    const session = await stripe.checkout.sessions.create({
      ...params,
      subscription_data: { trial_period_days: 14 },
    });
    await fetch(`${standin.url}/_standin/checkout/sessions/${session.id}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ card: '4242424242424242', email: 'eve@example.test', name: 'Eve' }),
    });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] });
    expect(done).toMatchObject({
      payment_status: 'no_payment_required',
      subscription: { status: 'trialing' },
      invoice: { total: 0, status: 'paid' },
    });
  });
});

describe('the account', () => {
  it('shows itself and its balance', async () => {
    expect(await setting.stripe.accounts.retrieveCurrent()).toMatchObject({
      object: 'account',
      charges_enabled: true,
    });
    expect(await setting.stripe.balance.retrieve()).toMatchObject({ object: 'balance', livemode: false });
  });
});
