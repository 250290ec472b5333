import type { Stripe } from 'stripe';
import { through } from './billing-support.js';
import { boughtSubscription, eventTypes, monthlyPlan, startSetting, subscriptionParams } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
let stripe: Stripe;
beforeEach(async () => {
  setting = await startSetting();
  stripe = setting.stripe;
});
afterEach(() => setting.standin.close());

const DAY = 86_400;

function travel(to: number): void {
  setting.clock.to(to);
  setting.standin.tick();
}

const periodOf = (row: Stripe.Subscription): { start: number; end: number } => ({
  start: row.items.data[0]?.current_period_start ?? 0,
  end: row.items.data[0]?.current_period_end ?? 0,
});

async function latest(id: string): Promise<Stripe.Subscription & { latest_invoice: Stripe.Invoice }> {
  const row = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  return row as Stripe.Subscription & { latest_invoice: Stripe.Invoice };
}

describe('a paused subscription', () => {
  it('bills nothing while time passes, and goes on with a new period', async () => {
    const row = await boughtSubscription(setting);
    await through(setting, `subscriptions/${row.id}/pause`);
    travel(periodOf(row).end + 90 * DAY);
    expect(await latest(row.id)).toMatchObject({
      status: 'paused',
      status_details: { paused: { subscription: { type: 'pause_requested' } } },
      latest_invoice: { id: row.latest_invoice },
    });
    await through(setting, `subscriptions/${row.id}/resume`);
    const after = await latest(row.id);
    expect(after).toMatchObject({ status: 'active', latest_invoice: { status: 'paid', amount_paid: 500 } });
    expect(periodOf(after).start).toBeGreaterThan(periodOf(row).end);
    const types = await eventTypes(stripe);
    expect(types).toContain('customer.subscription.resumed');
  });

  it('goes on without a charge while what was paid for lasts, if so asked', async () => {
    const row = await boughtSubscription(setting);
    await stripe.subscriptions.pause(row.id);
    const resumed = await stripe.subscriptions.resume(row.id, {
      billing_cycle_anchor: { type: 'unchanged' },
    });
    expect(resumed).toMatchObject({ status: 'active', latest_invoice: row.latest_invoice });
    expect(periodOf(resumed)).toEqual(periodOf(row));
    expect((await eventTypes(stripe)).slice(-4)).toEqual([
      'customer.subscription.updated',
      'customer.subscription.paused',
      'customer.subscription.updated',
      'customer.subscription.resumed',
    ]);
  });

  it.each([
    ['void', 'void'],
    ['mark_uncollectible', 'uncollectible'],
    ['keep_as_draft', 'draft'],
  ])('in its collecting alone, %s, stays active and has an invoice that is %s', async (behavior, status) => {
    const row = await boughtSubscription(setting);
    const resumesAt = new Date((periodOf(row).end + 5 * DAY) * 1000).toISOString();
    await through(setting, `subscriptions/${row.id}/pause`, { behavior, resumes_at: resumesAt });
    travel(periodOf(row).end + 1);
    expect(await latest(row.id)).toMatchObject({ status: 'active', latest_invoice: { status } });
    travel(periodOf(row).end + 6 * DAY);
    expect((await latest(row.id)).pause_collection).toBeNull();
  });
});

describe('the end of a subscription', () => {
  it('is set, taken back, set to a day, and comes', async () => {
    const row = await boughtSubscription(setting);
    const at = `subscriptions/${row.id}`;
    const { end } = periodOf(row);
    expect(await through(setting, `${at}/cancel`, { at: 'period_end' })).toMatchObject({
      cancel_at_period_end: true,
      cancel_at: end,
    });
    expect(await through(setting, `${at}/uncancel`)).toMatchObject({
      cancel_at_period_end: false,
      cancel_at: null,
      canceled_at: null,
    });
    const day = row.created + 10 * DAY;
    const iso = new Date(day * 1000).toISOString();
    expect(await through(setting, `${at}/cancel`, { at: iso })).toMatchObject({ cancel_at: day });
    travel(day + 1);
    expect(await latest(row.id)).toMatchObject({ status: 'canceled' });
    expect(await through(setting, `${at}/cancel`, { at: 'now' })).toHaveProperty('error');
  });
});

describe('another price', () => {
  const dearer = async (row: Stripe.Subscription, interval: 'month' | 'year' = 'month'): Promise<string> => {
    const product = String(row.items.data[0]?.price.product);
    const price = { product, currency: 'eur', unit_amount: 1500, recurring: { interval } };
    return (await stripe.prices.create(price)).id;
  };

  it('is charged from the next period on', async () => {
    const row = await boughtSubscription(setting);
    const price = await dearer(row);
    const changed = await through(setting, `subscriptions/${row.id}/price`, {
      price,
      proration_behavior: 'none',
    });
    expect(changed).toMatchObject({
      latest_invoice: row.latest_invoice,
      items: { data: [{ price: { id: price } }] },
    });
    travel(periodOf(row).end + 1);
    expect((await latest(row.id)).latest_invoice.amount_paid).toBe(1500);
  });

  it('with its difference in the next invoice', async () => {
    const row = await boughtSubscription(setting);
    await through(setting, `subscriptions/${row.id}/price`, { price: await dearer(row) });
    travel(periodOf(row).end + 1);
    const { latest_invoice: invoice } = await latest(row.id);
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([1500, -500, 1500]);
    expect(invoice.amount_paid).toBe(2500);
  });

  it('by the year begins a new period at once', async () => {
    const row = await boughtSubscription(setting);
    const [item] = row.items.data;
    const changed = await stripe.subscriptionItems.update(item?.id ?? '', {
      price: await dearer(row, 'year'),
    });
    expect(changed).toMatchObject({ id: item?.id, price: { unit_amount: 1500 } });
    const after = await latest(row.id);
    expect(after.latest_invoice).toMatchObject({ billing_reason: 'subscription_update', status: 'paid' });
    expect(periodOf(after).end).toBeGreaterThan(periodOf(row).end + 300 * DAY);
    expect((await stripe.subscriptionItems.list({ subscription: row.id })).data).toHaveLength(1);
    await expect(stripe.subscriptionItems.retrieve('si_unknown')).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('a trial', () => {
  async function tried(
    data: Stripe.Checkout.SessionCreateParams.SubscriptionData,
    given: object = {},
    params: object = {},
  ): Promise<Stripe.Subscription> {
    const { price } = await monthlyPlan(stripe);
    const session = await stripe.checkout.sessions.create({
      ...subscriptionParams(price.id),
      subscription_data: data,
      ...params,
    });
    expect(session).toMatchObject({ amount_total: 0 });
    await through(setting, `checkout/${session.id}/pay`, { email: 'eve@example.test', ...given });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] });
    expect(done).toMatchObject({
      payment_status: 'no_payment_required',
      subscription: { status: 'trialing' },
      invoice: { total: 0, status: 'paid' },
    });
    return done.subscription as Stripe.Subscription;
  }

  it('says that it will end three days before, and is charged for the first time then', async () => {
    const row = await tried({ trial_period_days: 14 });
    const end = row.trial_end ?? 0;
    expect(end).toBe(row.created + 14 * DAY);
    travel(end - 3 * DAY - 60);
    expect(await eventTypes(stripe)).not.toContain('customer.subscription.trial_will_end');
    travel(end - 3 * DAY + 1);
    expect((await eventTypes(stripe)).at(-1)).toBe('customer.subscription.trial_will_end');
    travel(end + 1);
    expect(await latest(row.id)).toMatchObject({
      status: 'active',
      latest_invoice: { status: 'paid', amount_paid: 500, billing_reason: 'subscription_cycle' },
    });
    const told = (await eventTypes(stripe)).filter((type) => type.endsWith('trial_will_end'));
    expect(told).toHaveLength(1);
  });

  it('whose first charge fails is past due', async () => {
    const row = await tried({ trial_end: setting.clock.seconds() + 5 * DAY }, { card: '4000000000000341' });
    travel((row.trial_end ?? 0) + 1);
    expect(await latest(row.id)).toMatchObject({ status: 'past_due', latest_invoice: { status: 'open' } });
  });

  it.each([
    ['pause', 'paused'],
    ['cancel', 'canceled'],
    ['create_invoice', 'past_due'],
  ] as const)('without a card, %s, is %s at its end', async (behavior, status) => {
    const row = await tried(
      { trial_period_days: 7, trial_settings: { end_behavior: { missing_payment_method: behavior } } },
      {},
      { payment_method_collection: 'if_required' },
    );
    expect(row.default_payment_method).toBeNull();
    travel((row.trial_end ?? 0) + 1);
    expect((await latest(row.id)).status).toBe(status);
  });
});
