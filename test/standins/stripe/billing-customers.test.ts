import { press, through } from './billing-support.js';
import { boughtSubscription, eventTypes, monthlyPlan, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeEach(async () => (setting = await startSetting()));
afterEach(() => setting.standin.close());

describe('a customer', () => {
  it('changes the e-mail, and the event says what it was', async () => {
    const { stripe } = setting;
    const { id } = await stripe.customers.create({ email: 'ann@example.test', name: 'Ann' });
    await through(setting, `customers/${id}/update`, { email: 'ann@new.test' });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ email: 'ann@new.test', name: 'Ann' });
    const [update] = (await stripe.events.list({ type: 'customer.updated' })).data;
    expect(update?.data.previous_attributes).toEqual({ email: 'ann@example.test' });
    expect((await stripe.customers.list({ email: 'ann@new.test' })).data).toHaveLength(1);
    expect((await stripe.customers.list({ email: 'ann@example.test' })).data).toHaveLength(0);
    expect(await through(setting, `customers/${id}/update`, { email: 'nonsense' })).toHaveProperty('error');
  });

  it.each(['active', 'paused'])('is deleted with a subscription that is %s', async (status) => {
    const { stripe } = setting;
    const subscription = await boughtSubscription(setting);
    if (status === 'paused') await stripe.subscriptions.pause(subscription.id);
    const id = String(subscription.customer);
    const pressed = await press(setting, `customers/${id}/delete`);
    expect(pressed.headers.get('location')).toBe(`/objects/${id}`);
    expect(await stripe.customers.retrieve(id)).toEqual(
      expect.objectContaining({ id, object: 'customer', deleted: true }),
    );
    const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ['customer'] });
    expect(after).toMatchObject({ status: 'canceled', customer: { deleted: true } });
    expect((await eventTypes(stripe)).slice(-2)).toEqual([
      'customer.subscription.deleted',
      'customer.deleted',
    ]);
    await expect(
      stripe.billingPortal.sessions.create({ customer: id, return_url: 'http://newsroom.test' }),
    ).rejects.toMatchObject({ code: 'resource_missing' });
  });
});

describe('a foreign subscription', () => {
  it.each(['a price', 'a product', 'neither'])('begins paid and without metadata, with %s', async (given) => {
    const { stripe } = setting;
    const { price, product } = await monthlyPlan(stripe, 1100);
    const named = { 'a price': { price: price.id }, 'a product': { product: product.id }, neither: {} }[
      given
    ];
    const made = await through(setting, 'foreign/subscriptions', { email: 'cleo@example.test', ...named });
    const row = await stripe.subscriptions.retrieve((made as { id: string }).id, {
      expand: ['latest_invoice', 'customer'],
    });
    expect(row).toMatchObject({
      status: 'active',
      metadata: {},
      customer: { email: 'cleo@example.test' },
      latest_invoice: { status: 'paid', amount_paid: given === 'a price' ? 1100 : 900, metadata: {} },
    });
    await through(setting, `subscriptions/${row.id}/renew`, { outcome: 'paid' });
    expect((await stripe.invoices.list({ subscription: row.id })).data).toHaveLength(2);
  });
});
