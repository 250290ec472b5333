import { Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

async function checkout(purpose: string, body: object): Promise<{ status: number; code?: string }> {
  const answer = await fetch(`${product.url}/api/checkout/${purpose}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { error } = (await answer.json()) as { error?: { code: string } };
  return { status: answer.status, ...(error && { code: error.code }) };
}

const joining = (email: string) => checkout('membership', { plan: 'supporter-year', email });

describe('who has a running membership by plan', () => {
  it('is told so when they begin to pay for another, and nothing is written or opened', async () => {
    await cast.joins('ann@example.test');
    await cast.settled();
    const [{ before }] = await product.dataSource.query('select count(*) before from purchases');
    expect(await joining('ANN@Example.test')).toEqual({ status: 409, code: 'already_member' });
    const [{ after }] = await product.dataSource.query('select count(*) "after" from purchases');
    expect(after).toBe(before);
  });

  it('may give a membership, and donate every month, with the same address', async () => {
    const recipients = [{ email: 'cleo@example.test' }];
    const giver = { name: 'Ann', email: 'ann@example.test' };
    expect(await checkout('gift', { plan: 'supporter-month', months: 3, giver, recipients })).toEqual({
      status: 201,
    });
    const amount = { amount: 1500, currency: 'eur' };
    for (const interval of ['once', 'month'])
      expect(await checkout('donation', { amount, interval, email: 'ann@example.test' })).toEqual({
        status: 201,
      });
  });

  it('may join again once it has ended', async () => {
    const bought = await cast.joins('leaver@example.test');
    await cast.settled();
    await product.stripe.subscriptions.cancel(await cast.subscriptionOf(bought.session));
    await cast.settled();
    expect(await joining('leaver@example.test')).toEqual({ status: 201 });
  });
});

it('lets somebody join whose membership was a gift', async () => {
  await cast.gives('ben@example.test', [{ email: 'dora@example.test' }]);
  const redeemed = await cast.redeems(await cast.linkFor('dora@example.test'), 'dora@example.test');
  expect(redeemed.status).toBe(200);
  expect(await joining('dora@example.test')).toEqual({ status: 201 });
});

it('has one customer for a member who donates every month besides', async () => {
  const email = 'both@example.test';
  const pages = [
    await cast.opens('membership', { plan: 'supporter-month', email }),
    await cast.opens('donation', { amount: { amount: 1500, currency: 'eur' }, interval: 'month', email }),
  ];
  for (const { url } of pages) await cast.pays(/cs_test_\w+/.exec(url)?.[0] ?? '', email);
  await cast.settled();
  const { data } = await product.stripe.customers.list({ email });
  expect(data).toHaveLength(1);
  const purchases = await product.dataSource.query(
    'select distinct customer_id "customer" from purchases where email = $1',
    [email],
  );
  expect(purchases).toEqual([{ customer: data[0]?.id }]);
});
