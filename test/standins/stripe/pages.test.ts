import { boughtSubscription, chargeOf, donationParams, paidDonation, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeAll(async () => (setting = await startSetting()));
afterAll(() => setting.standin.close());

async function press(path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(form);
  return fetch(`${setting.standin.url}${path}`, { method: 'POST', body, headers, redirect: 'manual' });
}

describe('the dashboard', () => {
  it('shows what is in the stand-in and does what its buttons say', async () => {
    const { stripe, standin } = setting;
    const charge = chargeOf(await paidDonation(setting));
    const subscription = await boughtSubscription(setting);
    const html = await (await fetch(standin.url)).text();
    for (const shown of [charge.id, subscription.id, '€50.00', 'checkout.session.completed'])
      expect(html).toContain(shown);

    expect((await press(`/dashboard/charges/${charge.id}/refund`, { amount: '12.50' })).status).toBe(303);
    expect((await stripe.charges.retrieve(charge.id)).amount_refunded).toBe(1250);
    const tooMuch = await press(`/dashboard/charges/${charge.id}/refund`, { amount: '100' });
    expect([tooMuch.status, await tooMuch.text()]).toEqual([
      400,
      expect.stringContaining('greater than unrefunded'),
    ]);

    await press(`/dashboard/charges/${charge.id}/dispute`);
    const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
    await press(`/dashboard/disputes/${dispute?.id}/won`);
    expect((await stripe.disputes.retrieve(dispute?.id ?? '')).status).toBe('won');
    await press(`/dashboard/subscriptions/${subscription.id}/renew`);
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(2);
    await press(`/dashboard/subscriptions/${subscription.id}/cancel`);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('canceled');
    const object = await (await fetch(`${standin.url}/objects/${charge.id}`)).text();
    expect(object).toContain('&quot;amount_refunded&quot;: 1250');
  });

  it('does not listen to other sites', async () => {
    const charge = chargeOf(await paidDonation(setting));
    const path = `/dashboard/charges/${charge.id}/refund`;
    expect((await press(path, {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await press(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await setting.stripe.charges.retrieve(charge.id)).amount_refunded).toBe(0);
  });

  it('writes what others typed as text', async () => {
    const { stripe } = setting;
    const params = donationParams();
    const [item] = params.line_items ?? [];
    const price = { currency: 'eur', unit_amount: 500, product_data: { name: '<script>alert(1)</script>' } };
    const session = await stripe.checkout.sessions.create({
      ...params,
      line_items: [{ ...item, price_data: price }],
    });
    const html = await (await fetch(session.url ?? '')).text();
    expect(html).not.toContain('<script>alert(1)');
  });
});

describe('the billing portal', () => {
  it('lets a member leave at the end of the period, stay, and change the card', async () => {
    const { stripe } = setting;
    const subscription = await boughtSubscription(setting);
    const session = await stripe.billingPortal.sessions.create({
      customer: String(subscription.customer),
      return_url: 'http://newsroom.test/account',
    });
    const { pathname } = new URL(session.url);
    expect(await (await fetch(session.url)).text()).toContain('€5.00 per month');
    await press(`${pathname}/subscriptions/${subscription.id}`, { do: 'cancel' });
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(true);
    await press(`${pathname}/subscriptions/${subscription.id}`, { do: 'keep' });
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at_period_end).toBe(false);
    const card = { cardNumber: '5555555555554444', cardExpiry: '12/34', cardCvc: '123' };
    expect((await press(`${pathname}/card`, card)).status).toBe(303);
    const after = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ['default_payment_method'],
    });
    expect(after.default_payment_method).toMatchObject({ card: { brand: 'mastercard' } });
    const wrong = await press(`${pathname}/card`, { ...card, cardNumber: '4242424242424241' });
    expect([wrong.status, await wrong.text()]).toEqual([
      402,
      expect.stringContaining('card number is incorrect'),
    ]);
  });
});

describe('the hosted invoice', () => {
  it.each([
    ['the saved card, confirmed at the bank', '4000002760003184', { with: 'saved' }],
    [
      'another card',
      '4000000000000341',
      { with: 'new', cardNumber: '4242424242424242', cardExpiry: '12/34', cardCvc: '123' },
    ],
  ])('is paid with %s', async (_what, number, form) => {
    const { stripe } = setting;
    const subscription = await boughtSubscription(setting, number);
    await press(`/_standin/subscriptions/${subscription.id}/renew`);
    const pastDue = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(pastDue).toMatchObject({ status: 'past_due', latest_invoice: { status: 'open' } });
    const invoice = pastDue.latest_invoice;
    if (!invoice || typeof invoice === 'string') throw new Error('There is no invoice.');
    const { pathname } = new URL(invoice.hosted_invoice_url ?? '');
    expect((await press(pathname, form)).status).toBe(303);
    expect(await (await fetch(invoice.hosted_invoice_url ?? '')).text()).toContain('It is paid.');
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');
  });
});
