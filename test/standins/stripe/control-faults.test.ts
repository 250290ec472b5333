import { Stripe } from 'stripe';
import { askControl, control } from './control-support.js';
import { clientOf, eventTypes, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeAll(async () => (setting = await startSetting()));
afterAll(() => setting.standin.close());
afterEach(() => control(setting, 'faults', {}));

function patientClient(retries = 3): Stripe {
  const { port, secretKey } = setting.standin;
  return new Stripe(secretKey, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: retries });
}

const names = async (): Promise<string[]> =>
  (await setting.stripe.products.list({ limit: 100 })).data.map(({ name }) => name);

/** How each of many requests, one after the other, came out. */
async function outcomes(count = 40): Promise<string[]> {
  const found: string[] = [];
  const { standin } = setting;
  for (let at = 0; at < count; at += 1) {
    const headers = { authorization: `Bearer ${standin.secretKey}`, connection: 'close' };
    const answer = await fetch(`${standin.url}/v1/products`, { headers }).catch(() => null);
    await answer?.text();
    found.push(String(answer?.status ?? 'cut'));
  }
  return found;
}

describe('faults of the API', () => {
  it('refuse with 429 and say when to come back, with nothing done', async () => {
    await control(setting, 'faults', { tooMany: 1 });
    const refused = await setting.stripe.products.create({ name: 'Tea' }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    expect(refused).toMatchObject({ statusCode: 429, code: 'rate_limit', headers: { 'retry-after': '1' } });
    await control(setting, 'faults', {});
    expect(await names()).not.toContain('Tea');
  });

  it('fail with 500 and keep nothing under the idempotency key', async () => {
    await control(setting, 'faults', { broken: 1 });
    const options = { idempotencyKey: 'coffee' };
    const failed = await setting.stripe.products
      .create({ name: 'Coffee' }, options)
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ statusCode: 500, type: 'StripeAPIError' });
    await control(setting, 'faults', {});
    await setting.stripe.products.create({ name: 'Coffee' }, options);
    expect((await names()).filter((name) => name === 'Coffee')).toHaveLength(1);
  });

  it('cut connections, and the SDK’s retry gets the first answer', async () => {
    await control(setting, 'faults', { cut: 0.5, seed: 7 });
    const stripe = patientClient(5);
    const wanted = Array.from({ length: 8 }, (_, at) => `Cake ${at}`);
    const made = await Promise.all(wanted.map((name) => stripe.products.create({ name })));
    await control(setting, 'faults', {});
    expect((await names()).filter((name) => name.startsWith('Cake')).toSorted()).toEqual(wanted);
    expect(made.filter(({ lastResponse }) => lastResponse.headers['idempotent-replayed'])).not.toEqual([]);
    expect(await eventTypes(setting.stripe)).toHaveLength((await names()).length);
  });

  it('cut half of the connections before and half after the effect', async () => {
    await control(setting, 'faults', { cut: 1, seed: 3 });
    const { standin } = setting;
    for (let at = 0; at < 30; at += 1) {
      const body = new URLSearchParams({ name: `Cut ${at}` });
      const headers = { authorization: `Bearer ${standin.secretKey}` };
      await expect(fetch(`${standin.url}/v1/products`, { method: 'POST', body, headers })).rejects.toThrow(
        'fetch failed',
      );
    }
    await control(setting, 'faults', {});
    const made = (await names()).filter((name) => name.startsWith('Cut')).length;
    expect(made).toBeGreaterThan(7);
    expect(made).toBeLessThan(23);
  });

  it('come out the same for the same seed, whatever the other shares are', async () => {
    const faults = { tooMany: 0.2, broken: 0.2, cut: 0.2, seed: 42 };
    await control(setting, 'faults', faults);
    const first = await outcomes();
    expect(new Set(first)).toEqual(new Set(['200', '429', '500', 'cut']));
    await control(setting, 'faults', faults);
    expect(await outcomes()).toEqual(first);
    await control(setting, 'faults', { ...faults, cut: 0 });
    expect(await outcomes()).toEqual(first.map((one) => (one === 'cut' ? '200' : one)));
    await control(setting, 'faults', { ...faults, seed: 43 });
    expect(await outcomes()).not.toEqual(first);
  });

  it('hit only the paths that they are set for, and never the doors and pages', async () => {
    const { stripe, standin } = setting;
    await control(setting, 'faults', { broken: 1, paths: '/v1/prices' });
    await expect(stripe.prices.list()).rejects.toMatchObject({ statusCode: 500 });
    await stripe.products.list();
    await control(setting, 'faults', { broken: 1, tooMany: 1, cut: 1, paths: '/' });
    expect((await fetch(standin.url)).status).toBe(200);
    expect(await control(setting, 'faults')).toMatchObject({ broken: 1, paths: '/', latency: 0 });
  });

  it.each([
    ['a share above 1', { cut: 1.5 }, 'cut'],
    ['a negative wait', { latency: -1 }, 'latency'],
    ['a name that is not known', { slow: 1 }, 'slow'],
  ])('are not set by %s', async (_what, body, param) => {
    const answer = await askControl(setting, 'faults', body);
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { param } }]);
  });

  it('hold back two requests with one key, of which one is refused', async () => {
    await control(setting, 'faults', { latency: 200 });
    const options = { idempotencyKey: 'at once' };
    const stripe = clientOf(setting.standin);
    const both = await Promise.allSettled(
      ['Twin', 'Twin'].map((name) => stripe.products.create({ name }, options)),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { statusCode: 409, code: 'idempotency_key_in_use' },
    });
  });
});

describe('latency', () => {
  it('lets hundreds of requests wait at the same time', async () => {
    await control(setting, 'faults', { latency: 100 });
    const { standin } = setting;
    const headers = { authorization: `Bearer ${standin.secretKey}` };
    const ask = async (): Promise<number> => {
      const began = performance.now();
      await (await fetch(`${standin.url}/v1/products?limit=1`, { headers })).text();
      return performance.now() - began;
    };
    await ask();
    const began = performance.now();
    const took = await Promise.all(Array.from({ length: 400 }, ask));
    const all = performance.now() - began;
    expect(Math.min(...took)).toBeGreaterThanOrEqual(99);
    // One after the other they would take 40 seconds.
    expect(all).toBeLessThan(5000);
  });

  it('does not hold up the end', async () => {
    const other = await startSetting();
    await control(other, 'faults', { latency: 60_000 });
    const waiting = other.stripe.products.list().catch((error: unknown) => error);
    // One that is answered after it: the first is waiting by now.
    await control(other, 'faults');
    const began = performance.now();
    await other.standin.close();
    expect(await waiting).toBeInstanceOf(Stripe.errors.StripeError);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
