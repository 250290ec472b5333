import type { Stripe } from 'stripe';
import { through } from './billing-support.js';
import { donationParams, monthlyPlan, startSetting, subscriptionParams, SUCCESS_URL } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeAll(async () => (setting = await startSetting()));
afterAll(() => setting.standin.close());

const ANN = { email: 'ann@example.test', name: 'Ann' };

function donation(amount: number, currency: string): Stripe.Checkout.SessionCreateParams {
  const price = { currency, unit_amount: amount, product_data: { name: 'Donation' } };
  return { mode: 'payment', line_items: [{ price_data: price, quantity: 1 }], success_url: SUCCESS_URL };
}

describe('an amount', () => {
  it.each([
    ['jpy', 500, '¥500'],
    ['kwd', 5120, 'KWD 5.120'],
    ['isk', 50_000, 'ISK 500.00'],
    ['ugx', 1_000_000, 'UGX 10,000.00'],
    ['huf', 200_050, 'HUF 2,000.50'],
    ['twd', 12_345, 'NT$123.45'],
  ])('in %s, %i, is shown as %s and is paid', async (currency, amount, shown) => {
    const { stripe } = setting;
    const session = await stripe.checkout.sessions.create(donation(amount, currency));
    const page = await (await fetch(session.url ?? '')).text();
    expect(page.replaceAll('\u00a0', ' ')).toContain(shown);
    await through(setting, `checkout/${session.id}/pay`, ANN);
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    expect(done).toMatchObject({ payment_status: 'paid', payment_intent: { amount, currency } });
  });

  it.each([
    ['isk', 50_050, 'parameter_invalid_integer'],
    ['ugx', 1_000_001, 'parameter_invalid_integer'],
    ['kwd', 5125, 'parameter_invalid_integer'],
    ['jpy', 49, 'amount_too_small'],
    ['huf', 17_499, 'amount_too_small'],
    ['gbp', 29, 'amount_too_small'],
    ['eur', 49, 'amount_too_small'],
    ['kwd', 490, 'amount_too_small'],
  ])('in %s, %i, is refused', async (currency, amount, code) => {
    const opened = setting.stripe.checkout.sessions.create(donation(amount, currency));
    await expect(opened).rejects.toMatchObject({ statusCode: 400, code });
  });

  it('in a special currency is refunded in whole coins only', async () => {
    const { stripe } = setting;
    const session = await stripe.checkout.sessions.create(donation(50_000, 'isk'));
    await through(setting, `checkout/${session.id}/pay`, ANN);
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
    const refund = (amount: number): Promise<Stripe.Refund> =>
      stripe.refunds.create({ payment_intent: String(intent), amount });
    await expect(refund(150)).rejects.toMatchObject({ param: 'amount' });
    expect((await refund(20_000)).status).toBe('succeeded');
  });
});

describe('the payer’s own currency', () => {
  it('stands beside the account’s on all that belongs to the payment', async () => {
    const { stripe } = setting;
    const session = await stripe.checkout.sessions.create(donationParams());
    await through(setting, `checkout/${session.id}/pay`, { ...ANN, presentment_currency: 'jpy' });
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge'],
    });
    const details = { presentment_amount: 8250, presentment_currency: 'jpy' };
    expect(done).toMatchObject({
      amount_total: 5000,
      currency: 'eur',
      presentment_details: details,
      payment_intent: {
        amount: 5000,
        presentment_details: details,
        latest_charge: { amount: 5000, currency: 'eur', presentment_details: details },
      },
    });
    const intent = done.payment_intent as Stripe.PaymentIntent;
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 2000 });
    expect(refund.presentment_details).toEqual({ presentment_amount: 3300, presentment_currency: 'jpy' });
  });

  it('stays with a subscription', async () => {
    const { stripe } = setting;
    const { price } = await monthlyPlan(stripe);
    const session = await stripe.checkout.sessions.create(subscriptionParams(price.id));
    await through(setting, `checkout/${session.id}/pay`, { ...ANN, presentment_currency: 'usd' });
    const { subscription } = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['subscription'],
    });
    expect(subscription).toMatchObject({
      currency: 'eur',
      presentment_details: { presentment_currency: 'usd' },
    });
    await through(setting, `subscriptions/${(subscription as Stripe.Subscription).id}/renew`);
    const [charge] = (await stripe.charges.list({ limit: 1 })).data;
    expect(charge?.presentment_details).toEqual({ presentment_amount: 550, presentment_currency: 'usd' });
  });

  it('is chosen on the page, unless the session takes its own alone', async () => {
    const { stripe } = setting;
    const session = await stripe.checkout.sessions.create(donationParams());
    const body = new URLSearchParams({ currency: 'usd' });
    const chosen = await fetch(`${session.url}/currency`, { method: 'POST', body, redirect: 'manual' });
    expect(chosen.status).toBe(303);
    expect(await (await fetch(session.url ?? '')).text()).toContain('You pay $55.00.');
    const alone = await stripe.checkout.sessions.create({
      ...donationParams(),
      adaptive_pricing: { enabled: false },
    });
    const paid = await through(setting, `checkout/${alone.id}/pay`, { ...ANN, presentment_currency: 'usd' });
    expect(paid).toMatchObject({ error: { param: 'presentment_currency' } });
  });
});
