import type { Stripe } from 'stripe';
import { through } from './billing-support.js';
import {
  donationParams,
  eventTypes,
  monthlyPlan,
  payOnPage,
  startSetting,
  subscriptionParams,
} from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
let stripe: Stripe;
beforeEach(async () => {
  setting = await startSetting();
  stripe = setting.stripe;
});
afterEach(() => setting.standin.close());

const ANN = { email: 'ann@example.test', name: 'Ann' };

async function codeFor(
  coupon: Stripe.CouponCreateParams,
  rest: Partial<Stripe.PromotionCodeCreateParams> = {},
) {
  const { id } = await stripe.coupons.create(coupon);
  return stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: id }, code: 'THREE', ...rest });
}

async function subscribed(
  params: Partial<Stripe.Checkout.SessionCreateParams>,
  pay: object = {},
): Promise<Stripe.Checkout.Session & { subscription: Stripe.Subscription; invoice: Stripe.Invoice }> {
  const { price } = await monthlyPlan(stripe);
  const { id } = await stripe.checkout.sessions.create({ ...subscriptionParams(price.id), ...params });
  expect(await through(setting, `checkout/${id}/pay`, { ...ANN, ...pay })).toMatchObject({
    status: 'complete',
  });
  const done = await stripe.checkout.sessions.retrieve(id, {
    expand: ['subscription.discounts', 'invoice.payments', 'invoice.discounts'],
  });
  return done as Stripe.Checkout.Session & { subscription: Stripe.Subscription; invoice: Stripe.Invoice };
}

async function renewed(subscription: string): Promise<Stripe.Invoice> {
  await through(setting, `subscriptions/${subscription}/renew`, { outcome: 'paid' });
  const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(subscription, {
    expand: ['latest_invoice'],
  });
  return invoice as Stripe.Invoice;
}

describe('a coupon', () => {
  it('is made, read, changed, listed and deleted', async () => {
    const made = await stripe.coupons.create({
      id: 'HALF',
      percent_off: 50,
      name: 'Half',
      max_redemptions: 1,
    });
    expect(made).toMatchObject({
      id: 'HALF',
      duration: 'once',
      valid: true,
      times_redeemed: 0,
      amount_off: null,
    });
    await stripe.coupons.update('HALF', { name: 'A half' });
    expect(await stripe.coupons.retrieve('HALF')).toMatchObject({ name: 'A half' });
    expect((await stripe.coupons.list()).data).toHaveLength(1);
    expect(await stripe.coupons.del('HALF')).toMatchObject({ id: 'HALF', deleted: true });
    await expect(stripe.coupons.retrieve('HALF')).rejects.toMatchObject({ statusCode: 404 });
    await expect(stripe.coupons.create({})).rejects.toMatchObject({ param: 'percent_off' });
    await expect(stripe.coupons.create({ amount_off: 100 })).rejects.toMatchObject({ param: 'currency' });
  });

  it('takes a part off a payment', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 20 });
    const session = await stripe.checkout.sessions.create({ ...donationParams(), discounts: [{ coupon }] });
    expect(session).toMatchObject({
      amount_subtotal: 5000,
      amount_total: 4000,
      total_details: { amount_discount: 1000 },
      discounts: [{ coupon, promotion_code: null }],
    });
    await payOnPage(session, '4242424242424242');
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent', 'line_items'],
    });
    expect(done).toMatchObject({
      payment_status: 'paid',
      payment_intent: { amount: 4000 },
      line_items: { data: [{ amount_subtotal: 5000, amount_discount: 1000, amount_total: 4000 }] },
    });
    expect((await stripe.coupons.retrieve(coupon)).times_redeemed).toBe(1);
  });

  it('of all of it leaves nothing to pay', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 100 });
    const session = await stripe.checkout.sessions.create({ ...donationParams(), discounts: [{ coupon }] });
    expect(await (await fetch(session.url ?? '')).text()).toContain('Nothing to pay');
    const pressed = await fetch(session.url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ email: ANN.email }),
      redirect: 'manual',
    });
    expect(pressed.status).toBe(303);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      amount_total: 0,
      payment_status: 'no_payment_required',
      payment_intent: null,
      status: 'complete',
    });
    expect((await stripe.charges.list()).data).toEqual([]);
  });

  it('that would leave less than a charge may be is refused', async () => {
    const { id: coupon } = await stripe.coupons.create({ amount_off: 4980, currency: 'eur' });
    const opened = stripe.checkout.sessions.create({ ...donationParams(), discounts: [{ coupon }] });
    await expect(opened).rejects.toMatchObject({ code: 'amount_too_small' });
    const { id: dollars } = await stripe.coupons.create({ amount_off: 100, currency: 'usd' });
    const other = stripe.checkout.sessions.create({ ...donationParams(), discounts: [{ coupon: dollars }] });
    await expect(other).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('a subscription with a coupon', () => {
  it.each([
    ['once', undefined, 500],
    ['forever', undefined, 250],
    ['repeating', 1, 500],
  ] as const)('%s', async (duration, months, second) => {
    const { id: coupon } = await stripe.coupons.create({
      percent_off: 50,
      duration,
      duration_in_months: months,
    });
    const { subscription, invoice } = await subscribed({ discounts: [{ coupon }] });
    expect(invoice).toMatchObject({ status: 'paid', subtotal: 500, total: 250, amount_paid: 250 });
    expect(invoice.total_discount_amounts?.map(({ amount }) => amount)).toEqual([250]);
    expect(invoice.discounts).toMatchObject([{ object: 'discount', source: { coupon, type: 'coupon' } }]);
    setting.clock.to((subscription.items.data[0]?.current_period_end ?? 0) + 1);
    expect((await renewed(subscription.id)).amount_paid).toBe(second);
  });

  it('of all of it has a zero invoice, paid without a payment', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 100, duration: 'forever' });
    const {
      subscription,
      invoice,
      payment_status: status,
    } = await subscribed({
      discounts: [{ coupon }],
      payment_method_collection: 'if_required',
    });
    expect(status).toBe('no_payment_required');
    expect(invoice).toMatchObject({ status: 'paid', total: 0, amount_paid: 0, payments: { data: [] } });
    expect(subscription).toMatchObject({ status: 'active', default_payment_method: null });
    expect(subscription.discounts).toHaveLength(1);
    expect(await renewed(subscription.id)).toMatchObject({ status: 'paid', total: 0 });
    expect(await eventTypes(stripe)).toContain('customer.discount.created');
  });
});

describe('a running subscription', () => {
  it('is given a coupon, and the coupon is taken back', async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 50, duration: 'forever' });
    const { subscription } = await subscribed({});
    const given = await stripe.subscriptions.update(subscription.id, { discounts: [{ coupon }] });
    expect(given.discounts).toHaveLength(1);
    expect(await renewed(subscription.id)).toMatchObject({ amount_paid: 250 });
    await stripe.subscriptions.update(subscription.id, { discounts: '' });
    expect(await renewed(subscription.id)).toMatchObject({ amount_paid: 500 });
    expect(await eventTypes(stripe)).toContain('customer.discount.deleted');
  });
});

describe('a promotion code', () => {
  it('is typed on the page that takes one', async () => {
    const code = await codeFor({ percent_off: 30 });
    const params = { ...donationParams(), allow_promotion_codes: true };
    const session = await stripe.checkout.sessions.create(params);
    const type = (promotionCode: string): Promise<Response> =>
      fetch(`${session.url}/promotion`, {
        method: 'POST',
        body: new URLSearchParams({ promotionCode }),
        redirect: 'manual',
      });
    const wrong = await type('NOPE');
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining('This code is invalid.'),
    ]);
    expect((await type('three')).status).toBe(303);
    expect(await (await fetch(session.url ?? '')).text()).toContain('−€15.00');
    await payOnPage(session, '4242424242424242');
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['discounts.promotion_code.promotion.coupon'],
    });
    expect(done).toMatchObject({
      amount_total: 3500,
      discounts: [
        { coupon: null, promotion_code: { id: code.id, promotion: { coupon: { percent_off: 30 } } } },
      ],
    });
    expect((await stripe.promotionCodes.retrieve(code.id)).times_redeemed).toBe(1);
  });

  it('goes through the door, and is refused where it does not fit', async () => {
    await codeFor(
      { percent_off: 10 },
      { max_redemptions: 1, restrictions: { minimum_amount: 400, minimum_amount_currency: 'eur' } },
    );
    const { invoice } = await subscribed({ allow_promotion_codes: true }, { promotion_code: 'THREE' });
    expect(invoice.amount_paid).toBe(450);
    const again = await stripe.checkout.sessions.create({ ...donationParams(), allow_promotion_codes: true });
    const used = await through(setting, `checkout/${again.id}/pay`, { ...ANN, promotion_code: 'THREE' });
    expect(used).toHaveProperty('error');
    const closed = await stripe.checkout.sessions.create(donationParams());
    const none = await through(setting, `checkout/${closed.id}/pay`, { ...ANN, promotion_code: 'THREE' });
    expect(none).toMatchObject({ error: { param: 'promotion_code' } });
    expect((await stripe.promotionCodes.list({ code: 'three' })).data).toHaveLength(1);
    const both = { ...donationParams(), allow_promotion_codes: true, discounts: [{ coupon: 'x' }] };
    await expect(stripe.checkout.sessions.create(both)).rejects.toMatchObject({ param: 'discounts' });
  });
});
