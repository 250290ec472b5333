import { CatchUp } from '../../../src/payments/catch-up/catch-up.service.js';
import { neededTypes } from '../../../src/payments/stripe/event-types.js';
import { Cast } from '../../support/cast.js';
import { eventually, startTestService, staffToken, type TestService } from '../../support/service.js';
import { payPages } from './paid-pages.js';

let product: TestService;
let endpoint: string;

beforeAll(async () => {
  product = await startTestService();
  const { data } = await product.stripe.webhookEndpoints.list();
  endpoint = data[0]?.id ?? '';
  await product.stripe.webhookEndpoints.update(endpoint, { disabled: true });
  await payPages(product, 30, {
    purpose: 'membership',
    interval: 'month',
    details: { plan: 'supporter-month' },
    campaign: 'birthday',
  });
  await payPages(product, 270, { purpose: 'donation', interval: 'once', details: {}, campaign: 'birthday' });
}, 60_000);
afterAll(() => product.close());

const catchUp = () => product.service.app.get(CatchUp, { strict: false });

/** What the outside sees: the paid purchases, the rows of the number, and the number. */
async function state() {
  const [counts] = await product.dataSource.query(
    `select (select count(*) from purchases where status = 'paid') paid,
       (select count(*) from payments) payments,
       (select count(*) from memberships) memberships,
       (select count(*) from donations) donations,
       (select sum(delta)::bigint from ledger_entries) people,
       (select sum(amount)::bigint from ledger_entries) money,
       (select count(*) from ledger_entries) entries,
       (select count(*) from mails) mails`,
  );
  return counts;
}

const whole = {
  paid: 300,
  payments: 300,
  memberships: 30,
  donations: 270,
  people: 30,
  money: 300 * 500,
  entries: 300,
  mails: 300,
};

async function askedAs(body: object, token = staffToken): Promise<Response> {
  return fetch(`${product.url}/api/staff/catch-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
}

describe('300 pages paid while no webhook came', () => {
  it('are brought in by the list alone, each counted once', async () => {
    expect(await state()).toMatchObject({ paid: 0, entries: 0 });
    const result = await catchUp().run();
    expect(result).toMatchObject({ unfinished: false, gap: null });
    expect(result.added).toBe(result.events);
    expect(result.events).toBeGreaterThanOrEqual(300);
    await new Cast(product).settled();
    expect(await state()).toEqual(whole);
  });

  it('and only events of types that something depends on', async () => {
    const types: { type: string }[] = await product.dataSource.query(
      'select distinct type from stripe_events',
    );
    for (const { type } of types) expect(neededTypes).toContain(type);
  });

  it('once more: nothing is new, nothing changes', async () => {
    expect(await catchUp().run()).toMatchObject({ added: 0, unfinished: false });
    await new Cast(product).settled();
    expect(await state()).toEqual(whole);
  });

  it('the webhooks arrive after all: nothing is double', async () => {
    await product.stripe.webhookEndpoints.update(endpoint, { disabled: false });
    const events = await product.stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 5000 });
    for (const { id } of events)
      await fetch(`${product.stripeUrl}/_standin/events/${id}/resend`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
    await new Cast(product).settled();
    expect(await state()).toEqual(whole);
  });
});

describe('POST /api/staff/catch-up', () => {
  it('brings in what is missing, and is on record', async () => {
    const [lost] = await product.dataSource.query(
      `delete from stripe_events where id = (select id from stripe_events
         where type = 'checkout.session.completed' limit 1) returning id, created`,
    );
    const answer = await askedAs({ since: '2026-01-01T00:00:00Z' });
    expect(answer.status).toBe(202);
    await eventually(
      () => product.dataSource.query('select state from stripe_events where id = $1', [lost[0].id]),
      ([row]) => row?.state === 'applied',
    );
    expect(await state()).toEqual(whole);
    const audit = await product.dataSource.query(
      `select actor, details from audit_entries where action = 'inbox.catch_up'`,
    );
    expect(audit).toEqual([{ actor: 'api token', details: { since: '2026-01-01T00:00:00Z' } }]);
  });

  it('wants an instant, and an administrator', async () => {
    expect((await askedAs({ since: 'yesterday' })).status).toBe(400);
    expect((await askedAs({}, 'nobody')).status).toBe(401);
  });
});
