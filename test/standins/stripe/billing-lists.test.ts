import type { Stripe } from 'stripe';
import { through } from './billing-support.js';
import { boughtSubscription, donationParams, monthlyPlan, payOnPage, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
let stripe: Stripe;
const moments: number[] = [];
const charges: string[] = [];
const HOUR = 3600;

/** Five hours: in each a donation that is refunded and disputed, and a page that is left. */
beforeAll(async () => {
  setting = await startSetting();
  stripe = setting.stripe;
  for (let hour = 0; hour < 5; hour += 1) {
    setting.clock.to(setting.clock.seconds() + HOUR);
    moments.push(setting.clock.seconds());
    const session = await stripe.checkout.sessions.create(donationParams());
    await payOnPage(session, '4242424242424242');
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
    await stripe.refunds.create({ payment_intent: String(intent), amount: 100 });
    const [charge] = (await stripe.charges.list({ limit: 1 })).data;
    charges.push(charge?.id ?? '');
    await through(setting, `charges/${charge?.id}/dispute`, { inquiry: true });
    await through(setting, `charges/${charge?.id}/warn`);
    await stripe.checkout.sessions.create(donationParams());
  }
});
afterAll(() => setting.standin.close());

async function all(pages: AsyncIterable<{ id: string; created: number }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of pages) ids.push(id);
  return ids;
}

describe('a list', () => {
  it.each([
    ['refunds', (params: object) => stripe.refunds.list(params)],
    ['disputes', (params: object) => stripe.disputes.list(params)],
    ['early fraud warnings', (params: object) => stripe.radar.earlyFraudWarnings.list(params)],
    ['charges', (params: object) => stripe.charges.list(params)],
    ['refund bookings', (params: object) => stripe.balanceTransactions.list({ type: 'refund', ...params })],
  ])('of %s comes page by page, newest first, from a time on', async (_what, list) => {
    const whole = await all(list({ limit: 2 }));
    expect(whole).toHaveLength(5);
    expect(new Set(whole).size).toBe(5);
    const late = await all(list({ limit: 2, created: { gte: moments[2], lt: moments[4] } }));
    expect(late).toEqual(whole.slice(1, 3));
    const back = await list({ limit: 2, ending_before: whole[3] });
    expect(back.data.map(({ id }) => id)).toEqual(whole.slice(1, 3));
    expect(back.has_more).toBe(true);
  });

  it('of pages is narrowed by status and time', async () => {
    const { sessions } = stripe.checkout;
    expect(await all(sessions.list({ status: 'complete', limit: 2 }))).toHaveLength(5);
    expect(await all(sessions.list({ status: 'open', created: { gte: moments[3] } }))).toHaveLength(2);
    await expect(all(sessions.list({ starting_after: 'cs_unknown' }))).rejects.toMatchObject({
      code: 'resource_missing',
    });
  });

  it('of subscriptions is narrowed by status, price, customer and time', async () => {
    const first = await boughtSubscription(setting);
    setting.clock.to(setting.clock.seconds() + HOUR);
    const second = await boughtSubscription(setting);
    await stripe.subscriptions.cancel(second.id);
    const ids = (params: Stripe.SubscriptionListParams): Promise<string[]> =>
      all(stripe.subscriptions.list({ limit: 1, ...params }));
    expect(await ids({})).toEqual([first.id]);
    expect(await ids({ status: 'all' })).toEqual([second.id, first.id]);
    expect(await ids({ status: 'canceled' })).toEqual([second.id]);
    expect(await ids({ status: 'all', created: { gte: second.created } })).toEqual([second.id]);
    expect(await ids({ status: 'all', price: first.items.data[0]?.price.id })).toEqual([first.id]);
    expect(await ids({ customer: String(first.customer), status: 'all' })).toEqual([first.id]);
    const ends = first.items.data[0]?.current_period_end;
    expect(await ids({ status: 'all', current_period_end: { lte: ends } })).toEqual([first.id]);
    const lines = await stripe.invoices.listLineItems(String(first.latest_invoice));
    expect(lines.data.map(({ amount }) => amount)).toEqual([500]);
  });

  it('of customers, prices and products is narrowed', async () => {
    const { price, product } = await monthlyPlan(stripe);
    const eve = await stripe.customers.create({ email: 'eve@example.test' });
    expect(await all(stripe.customers.list({ email: 'eve@example.test' }))).toEqual([eve.id]);
    expect(await all(stripe.prices.list({ product: product.id, active: true }))).toEqual([price.id]);
    expect(await all(stripe.products.list({ ids: [product.id] }))).toEqual([product.id]);
    await stripe.prices.update(price.id, { active: false });
    expect(await all(stripe.prices.list({ product: product.id, active: true }))).toEqual([]);
  });
});
