import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Checkout } from '../../../src/payments/checkout.service.js';
import { PaymentsUnavailable } from '../../../src/payments/payments-unavailable.js';
import { aRequest, startService, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

describe('a checkout', () => {
  it('opens a page at Stripe that knows the purchase and nothing else of ours', async () => {
    const { purchase, url } = await world.start({
      price: { amount: 2500, currency: 'eur' },
      quantity: 3,
      email: 'ben@example.test',
      name: 'Ben',
      details: { secret: 'ours alone' },
      submitType: 'donate',
    });
    expect(url).toMatch(/^http/);
    const session = await world.stripe.checkout.sessions.retrieve(await world.sessionOf(purchase), {
      expand: ['line_items'],
    });
    expect(session).toMatchObject({
      mode: 'payment',
      client_reference_id: purchase,
      metadata: { purchase },
      amount_total: 7500,
      customer_email: 'ben@example.test',
      success_url: `http://newsroom.test/thanks/${purchase}`,
      cancel_url: 'http://newsroom.test/join',
      submit_type: 'donate',
    });
    const minutes = (session.expires_at - session.created) / 60;
    expect(minutes).toBeGreaterThanOrEqual(30);
    expect(minutes).toBeLessThanOrEqual(31);
    expect(JSON.stringify(session)).not.toContain('ours alone');
    const price = session.line_items?.data[0]?.price;
    expect(price).toMatchObject({ unit_amount: 2500, product: 'thousandfold_test-thing' });
  });

  it('recurs where it should', async () => {
    const { purchase } = await world.start({ interval: 'year' });
    const session = await world.stripe.checkout.sessions.retrieve(await world.sessionOf(purchase), {
      expand: ['line_items'],
    });
    expect(session.mode).toBe('subscription');
    expect(session.line_items?.data[0]?.price?.recurring).toMatchObject({ interval: 'year' });
  });

  it('is the same page when it is asked for again', async () => {
    const first = await world.start();
    expect(await world.checkout.resume(first.purchase)).toEqual(first);
  });

  it('makes the product again when somebody deleted it', async () => {
    await world.start({ productKey: 'short-lived' });
    await world.stripe.products.del('thousandfold_short-lived').catch(() => undefined);
    const { url } = await world.start({ productKey: 'short-lived' });
    expect(url).toMatch(/^http/);
  });

  it('shows how the purchase stands to whoever knows its id', async () => {
    const { purchase } = await world.start();
    const answer = await fetch(`${world.url}/api/purchases/${purchase}`);
    expect(await answer.json()).toEqual({
      id: purchase,
      purpose: 'test',
      status: 'open',
      price: { amount: 500, currency: 'eur' },
    });
    for (const unknown of ['0190b5a0-0000-7000-8000-000000000000', 'nonsense', "'; drop table purchases"]) {
      const missing = await fetch(`${world.url}/api/purchases/${encodeURIComponent(unknown)}`);
      expect(missing.status).toBe(404);
    }
  });
});

describe('while Stripe is away', () => {
  it.each([
    ['answers 500', (_request: IncomingMessage, response: ServerResponse) => fail(response, 500)],
    ['answers 429', (_request: IncomingMessage, response: ServerResponse) => fail(response, 429)],
    ['hangs up', (request: IncomingMessage) => request.socket.destroy()],
  ])('and %s: the purchase stays open and can be resumed, to one page', async (_how, fault) => {
    let away = true;
    const between = await proxy(world.standin.port, (request, response) => {
      if (away) fault(request, response);
      return away;
    });
    const service = await startService(world.database.url, between.url, world.standin.secretKey);
    try {
      const checkout = service.app.get(Checkout);
      const failure = await checkout.start(aRequest()).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(PaymentsUnavailable);
      const purchase = (failure as PaymentsUnavailable).purchaseId ?? '';
      expect(await world.status(purchase)).toBe('open');
      away = false;
      expect((await checkout.resume(purchase)).url).toMatch(/^http/);
      expect(await sessionsOf(purchase)).toHaveLength(1);
    } finally {
      await service.app.close();
      await between.close();
    }
  });

  it('repeats its first failure for ever: a new key gets through', async () => {
    const keys = new Set<string>();
    const between = await proxy(world.standin.port, (request, response, path) => {
      const key = String(request.headers['idempotency-key']);
      if (!path.startsWith('/v1/checkout/sessions') || (keys.size > 0 && !keys.has(key))) return false;
      const replayed = keys.has(key);
      keys.add(key);
      fail(response, 500, { 'idempotent-replayed': String(replayed), 'stripe-should-retry': 'false' });
      return true;
    });
    const service = await startService(world.database.url, between.url, world.standin.secretKey);
    try {
      const checkout = service.app.get(Checkout);
      const failure = await checkout.start(aRequest()).catch((error: unknown) => error);
      const purchase = (failure as PaymentsUnavailable).purchaseId ?? '';
      expect(keys).toEqual(new Set([purchase]));
      expect((await checkout.resume(purchase)).url).toMatch(/^http/);
      expect(await sessionsOf(purchase)).toHaveLength(1);
    } finally {
      await service.app.close();
      await between.close();
    }
  });

  it('the answer lost on its way: resuming finds the page that was opened', async () => {
    let lose = true;
    const between = await proxy(world.standin.port, (_request, _response, path) => {
      if (!lose || !path.startsWith('/v1/checkout/sessions')) return false;
      return 'after';
    });
    const service = await startService(world.database.url, between.url, world.standin.secretKey);
    try {
      const checkout = service.app.get(Checkout);
      const failure = await checkout.start(aRequest()).catch((error: unknown) => error);
      const purchase = (failure as PaymentsUnavailable).purchaseId ?? '';
      expect(await sessionsOf(purchase)).toHaveLength(1);
      lose = false;
      await checkout.resume(purchase);
      expect(await sessionsOf(purchase)).toHaveLength(1);
    } finally {
      await service.app.close();
      await between.close();
    }
  });

  const sessionsOf = async (purchase: string) =>
    (await world.stripe.checkout.sessions.list({ limit: 100 })).data.filter(
      ({ client_reference_id }) => client_reference_id === purchase,
    );
});

function fail(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { type: 'api_error', message: 'away' } }));
}

type Fault = (request: IncomingMessage, response: ServerResponse, path: string) => boolean | 'after';

/** Stands between the service and Stripe: swallows a request, or lets it through and loses the answer (`after`). */
async function proxy(port: number, fault: Fault): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const outcome = fault(request, response, path);
    if (outcome === true) return;
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: request.method,
      headers: headers as Record<string, string>,
      body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    });
    const text = await answer.text();
    if (outcome === 'after') return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
