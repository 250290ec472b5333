import { Cast } from '../../support/cast.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

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

describe('two that were bought at the same instant', () => {
  const staff = (path: string, method = 'GET'): Promise<Response> =>
    fetch(product.url + path, {
      method,
      headers: { authorization: `Bearer ${staffToken}`, accept: 'text/html' },
      redirect: 'manual',
    });

  /** Two pages are open before either is paid. */
  async function buysTwice(email: string): Promise<string> {
    const pages = await Promise.all([
      cast.opens('membership', { plan: 'supporter-month', email }),
      cast.opens('membership', { plan: 'supporter-month', email }),
    ]);
    await Promise.all(pages.map(({ url }) => cast.pays(/cs_test_\w+/.exec(url)?.[0] ?? '', email)));
    await cast.settled();
    const flagged = await product.dataSource.query(
      `select id from purchases where email = $1 and flag = 'second_membership'`,
      [email],
    );
    expect(flagged).toHaveLength(1);
    return flagged[0].id;
  }

  it('leave one, after one press on the first screen of staff, with a line in the audit log', async () => {
    const second = await buysTwice('hasty@example.test');
    const form = `action="/staff/purchases/${second}/undo"`;
    const screen = await (await staff('/staff')).text();
    expect(screen).toContain(form);
    expect(screen).toContain('Refund €5 to hasty@example.test, and end it');

    const pressed = await Promise.all([1, 2].map(() => staff(`/staff/purchases/${second}/undo`, 'POST')));
    expect(pressed.map(({ status }) => status)).toEqual([303, 303]);
    await cast.settled();
    const subscriptions = await eventually(
      async () => {
        const { data } = await product.stripe.customers.list({ email: 'hasty@example.test' });
        return (await product.stripe.subscriptions.list({ customer: data[0]?.id, status: 'all' })).data;
      },
      (found) => found.some(({ status }) => status === 'canceled'),
    );
    expect(subscriptions.map(({ status }) => status).sort()).toEqual(['active', 'canceled']);
    await cast.settled();
    expect(await cast.isMember('hasty@example.test')).toMatchObject({ member: true });
    const rows = await product.dataSource.query(
      `select p.status, (select count(*) from refunds r join payments y on y.id = r.payment_id
         where y.purchase_id = p.id) refunds from purchases p where id = $1`,
      [second],
    );
    expect(rows).toEqual([{ status: 'refunded', refunds: 1 }]);
    expect(await (await staff('/staff')).text()).not.toContain(form);
    const [entry] = await product.dataSource.query(
      'select actor, action, details from audit_entries where subject = $1 order by id limit 1',
      [`purchase:${second}`],
    );
    expect(entry).toMatchObject({
      actor: 'api token',
      action: 'purchase.refund',
      details: { amount: 'all' },
    });
  });

  it('are not undone by a press on a purchase that is not flagged', async () => {
    const { purchase } = await cast.joins('only@example.test');
    await cast.settled();
    expect((await staff(`/staff/purchases/${purchase}/undo`, 'POST')).status).toBe(409);
    const [{ status }] = await product.dataSource.query('select status from purchases where id = $1', [
      purchase,
    ]);
    expect(status).toBe('paid');
  });

  it('are undone by nobody but administrators', async () => {
    const second = await buysTwice('eager@example.test');
    const path = `${product.url}/staff/purchases/${second}/undo`;
    const answer = await fetch(path, {
      method: 'POST',
      headers: { accept: 'text/html' },
      redirect: 'manual',
    });
    expect(answer.headers.get('location')).toMatch(/^\/staff\/sign-in/);
  });
});
