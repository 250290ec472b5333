import { Stripe } from 'stripe';
import { listPlans, mapPlan, unmapPlan } from '../../../src/cli/plan-commands.js';
import { eventually } from '../../support/eventually.js';
import { Stage } from './stage.js';

/** The rows C1 to C3, F1 to F3 and E1 to E6 of docs/stripe-events.md. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
}, 60_000);

afterAll(() => stage.close());

const query = (sql: string, values: unknown[] = []) => stage.product.dataSource.query(sql, values);

/** Posts an event as Stripe would, with a signature that holds. */
async function post(event: object): Promise<number> {
  const payload = JSON.stringify(event);
  const [secret = ''] = stage.product.settings.STRIPE_WEBHOOK_SECRET;
  const answer = await fetch(`${stage.product.url}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }) },
    body: payload,
  });
  return answer.status;
}

async function newest(type: string): Promise<Stripe.Event> {
  const { data } = await stage.stripe.events.list({ type, limit: 1 });
  if (!data[0]) throw new Error(`no ${type}`);
  return data[0];
}

const stateOf = async (id: string) =>
  (await query('select state, note from stripe_events where id = $1', [id]))[0];

/** A subscription to another product of the same Stripe account, begun without us. */
async function elsewhere(email: string, extra: { price?: string } = {}) {
  const product = await stage.stripe.products.create({ name: 'Podcast' });
  const price =
    extra.price ??
    (
      await stage.stripe.prices.create({
        product: product.id,
        currency: 'eur',
        unit_amount: 300,
        recurring: { interval: 'month' },
      })
    ).id;
  const session = await stage.stripe.checkout.sessions.create({
    mode: 'subscription',
    success_url: 'https://podcast.example/thanks',
    line_items: [{ price, quantity: 1 }],
  });
  await stage.door(`checkout/${session.id}/pay`, { card: '4242424242424242', email });
  const { subscription } = await stage.stripe.checkout.sessions.retrieve(session.id);
  return { price, session: session.id, subscription: String(subscription) };
}

describe('customers', () => {
  it('C1: an address that was changed in the portal is shown and identifies nobody', async () => {
    const ann = await stage.member();
    const { customer } = await stage.stripe.subscriptions.retrieve(ann.subscription);
    await stage.stripe.customers.update(String(customer), { email: 'Somebody.Else@example.test' });
    await stage.cast.settled();
    expect(
      await query('select email, billing_email from stripe_customers where id = $1', [customer]),
    ).toEqual([{ email: ann.email, billing_email: 'somebody.else@example.test' }]);
    expect(await stage.cast.isMember('somebody.else@example.test')).toEqual({ member: false });
    expect(await stage.cast.isMember(ann.email)).toMatchObject({ member: true });
  });

  it('C1: the same when it is heard of before the page', async () => {
    const email = stage.person();
    await stage.door('deliveries', { mode: 'held' });
    const { session } = await stage.cast.joins(email);
    const { customer } = await stage.stripe.checkout.sessions.retrieve(session);
    await stage.stripe.customers.update(String(customer), { email: 'moved@example.test' });
    const event = await newest('customer.updated');
    await post(event);
    await eventually(
      () => stateOf(event.id),
      ({ state }) => state === 'foreign',
    );
    await stage.door('deliveries', {});
    await stage.door('deliveries/release');
    await stage.cast.settled();
    expect(await stateOf(event.id)).toEqual({ state: 'applied', note: null });
    expect(await query('select billing_email from stripe_customers where id = $1', [customer])).toEqual([
      { billing_email: 'moved@example.test' },
    ]);
  });

  it('C2: who is deleted at Stripe has no membership any more, and can join again', async () => {
    const ann = await stage.member();
    const { customer } = await stage.stripe.subscriptions.retrieve(ann.subscription);
    await stage.stripe.customers.del(String(customer));
    const seen = await stage.seen(ann);
    expect(seen).toMatchObject({
      membership: { status: 'canceled' },
      ledger: [['membership', 1, 500]],
      mails: ['membership-welcome', 'subscription-ended'],
    });
    await stage.cast.joins(ann.email);
    await stage.cast.settled();
    expect(await stage.cast.isMember(ann.email)).toMatchObject({ member: true });
    const customers = await query('select id from stripe_customers where email = $1', [ann.email]);
    expect(customers).toHaveLength(1);
    expect(customers[0].id).not.toBe(customer);
  });

  it('C3: somebody who paid nothing here is foreign', async () => {
    const customer = await stage.stripe.customers.create({ email: 'guest@example.test' });
    await stage.stripe.customers.update(customer.id, { name: 'A guest' });
    await stage.cast.settled();
    expect(await stage.eventStates(customer.id)).toMatchObject({ 'customer.updated': 'foreign' });
  });
});

describe('what is not ours', () => {
  it('F1: a subscription of another product is left alone', async () => {
    const { session, subscription } = await elsewhere('podcast@example.test');
    await stage.cast.settled();
    expect(await stage.eventStates(session)).toEqual({ 'checkout.session.completed': 'foreign' });
    expect(await stage.eventStates(subscription)).toMatchObject({
      'customer.subscription.created': 'foreign',
    });
    expect(await stage.cast.isMember('podcast@example.test')).toEqual({ member: false });
  });

  it('F2: one whose price was mapped to a plan makes a member, once, and is counted nowhere', async () => {
    const { price } = await elsewhere('before@example.test');
    await stage.cast.settled();
    await mapPlan(stage.product.dataSource, [price, 'supporter-month']);
    const { subscription } = await elsewhere('mapped@example.test', { price });
    await stage.cast.settled();
    expect(await stage.cast.isMember('mapped@example.test')).toMatchObject({
      member: true,
      tier: 'supporter',
    });
    const purchases = await query('select id as purchase from purchases where subscription_id = $1', [
      subscription,
    ]);
    expect(purchases).toHaveLength(1);
    await stage.door(`subscriptions/${subscription}/renew`, { outcome: 'paid' });
    const seen = await stage.seen(purchases[0]);
    expect(seen).toMatchObject({
      status: 'paid',
      membership: { status: 'active', amount: 300 },
      ledger: [],
      mails: [],
    });
    // Whoever was there before the mapping comes in with their next event.
    await stage.door(`subscriptions/${await subscriptionOf('before@example.test')}/renew`, {
      outcome: 'paid',
    });
    await stage.cast.settled();
    expect(await stage.cast.isMember('before@example.test')).toMatchObject({ member: true });
    expect(await listPlans(stage.product.dataSource)).toBe(0);
    expect(await unmapPlan(stage.product.dataSource, [price])).toBe(0);
    await elsewhere('after@example.test', { price });
    await stage.cast.settled();
    expect(await stage.cast.isMember('after@example.test')).toEqual({ member: false });
  });

  it('F3: another installation’s purchase is left alone', async () => {
    const ann = await stage.member();
    const event = await newest('checkout.session.completed');
    const object = { ...event.data.object, metadata: { purchase: '01999999-0000-7000-8000-000000000000' } };
    expect(await post({ ...event, id: 'evt_of_another_house', data: { object } })).toBe(200);
    await stage.cast.settled();
    expect(await stateOf('evt_of_another_house')).toMatchObject({ state: 'foreign' });
    expect((await stage.seen(ann)).ledger).toEqual([['membership', 1, 500]]);
  });
});

async function subscriptionOf(email: string): Promise<string> {
  for await (const customer of stage.stripe.customers.list({ email })) {
    const { data } = await stage.stripe.subscriptions.list({ customer: customer.id, status: 'all' });
    if (data[0]) return data[0].id;
  }
  throw new Error(`${email} subscribes to nothing`);
}

describe('envelopes', () => {
  it('E1: an event of the other mode is refused its effects', async () => {
    const { id: _id, ...event } = await newest('checkout.session.completed');
    await post({ ...event, id: 'evt_live', livemode: true });
    await stage.cast.settled();
    expect(await stateOf('evt_live')).toMatchObject({
      state: 'ignored',
      note: expect.stringMatching(/mode/),
    });
  });

  it('E2: an event in another API version is read as it is, and said once', async () => {
    const ann = await stage.member();
    const event = await newest('customer.subscription.created');
    await post({ ...event, id: 'evt_old_version', api_version: '2019-01-01' });
    await stage.cast.settled();
    expect(await stateOf('evt_old_version')).toMatchObject({ state: 'applied' });
    expect((await stage.seen(ann)).membership).toMatchObject({ status: 'active' });
  });

  it('E3: a thin event is kept and ignored', async () => {
    const thin = { object: 'v2.core.event', id: 'evt_thin', type: 'v1.billing.meter.error_report_triggered' };
    expect(await post({ ...thin, created: new Date().toISOString(), livemode: false })).toBe(200);
    await stage.cast.settled();
    expect(await stateOf('evt_thin')).toMatchObject({ state: 'ignored' });
  });

  it('E4: a type that nothing depends on is ignored', async () => {
    const { id: _id, ...event } = await newest('customer.subscription.created');
    await post({ ...event, id: 'evt_unlistened', type: 'invoice.upcoming' });
    await stage.cast.settled();
    expect(await stateOf('evt_unlistened')).toMatchObject({ state: 'ignored' });
  });

  it('E5: fifty at once are one', async () => {
    const ann = await stage.member();
    const event = await newest('checkout.session.completed');
    const statuses = await Promise.all(Array.from({ length: 50 }, () => post(event)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await stage.seen(ann)).ledger).toEqual([['membership', 1, 500]]);
  });

  it('E6: told backwards, it comes to the same', async () => {
    const ann = await stage.member();
    await stage.door(`subscriptions/${ann.subscription}/renew`, { outcome: 'paid' });
    await stage.cast.refunds(ann, 100);
    const before = await stage.seen(ann);
    const { data } = await stage.stripe.events.list({ limit: 30 });
    // Newest first, as the list has them; under other ids, so that each is handled once more.
    for (const event of data) await post({ ...event, id: `${event.id}_again` });
    expect(await stage.seen(ann)).toEqual(before);
  });
});
