import { Cast } from '../../support/cast.js';
import { eventually, staffToken, startTestService, type TestService } from '../../support/service.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

const staff = (path: string, method = 'GET'): Promise<Response> =>
  fetch(product.url + path, {
    method,
    headers: { authorization: `Bearer ${staffToken}`, accept: 'text/html' },
    redirect: 'manual',
  });

it('a payment that a bank warned of is refunded by one press on the first screen', async () => {
  const { purchase, session } = await cast.donates('mallory@example.test', 5000);
  await cast.settled();
  const intent = await product.stripe.paymentIntents.retrieve(await cast.paymentOf(session));
  await fetch(`${product.stripeUrl}/_standin/charges/${String(intent.latest_charge)}/warn`, {
    method: 'POST',
  });
  await eventually(
    async () => (await staff('/staff')).text(),
    (html) => html.includes('Refund €50 to mallory@example.test'),
  );
  const pressed = await staff(`/staff/purchases/${purchase}/undo`, 'POST');
  expect(pressed.headers.get('location')).toBe(`/staff/purchases/${purchase}?done=1`);
  await cast.settled();
  expect(await (await staff('/staff')).text()).not.toContain('Refund €50');
  const [{ status }] = await product.dataSource.query('select status from purchases where id = $1', [
    purchase,
  ]);
  expect(status).toBe('refunded');
});

it('what was free so far is ended alone', async () => {
  await product.dataSource.query(`update plans set trial_days = 14 where id = 'supporter-month'`);
  const email = 'trial@example.test';
  const pages = await Promise.all(
    [1, 2].map(() => cast.opens('membership', { plan: 'supporter-month', email })),
  );
  for (const { url } of pages) await cast.pays(/cs_test_\w+/.exec(url)?.[0] ?? '', email);
  await cast.settled();
  const [{ id }] = await product.dataSource.query(
    `select id from purchases where email = $1 and flag = 'second_membership'`,
    [email],
  );
  expect(await (await staff('/staff')).text()).toContain(`End it for ${email}: nothing was charged`);
  expect((await staff(`/staff/purchases/${id}/undo`, 'POST')).status).toBe(303);
  await eventually(
    async () => (await staff('/staff')).text(),
    (html) => !html.includes(`End it for ${email}`),
  );
  const memberships = await product.dataSource.query(
    `select status from memberships s join members m on m.id = s.member_id where m.email = $1 order by status`,
    [email],
  );
  expect(memberships).toEqual([{ status: 'canceled' }, { status: 'trialing' }]);
});
