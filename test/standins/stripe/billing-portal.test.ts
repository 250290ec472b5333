import type { Stripe } from 'stripe';
import { boughtSubscription, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
let stripe: Stripe;
let subscription: Stripe.Subscription;
beforeEach(async () => {
  setting = await startSetting();
  stripe = setting.stripe;
  subscription = await boughtSubscription(setting);
});
afterEach(() => setting.standin.close());

const features = {
  customer_update: { enabled: true, allowed_updates: ['email'] },
  subscription_pause: { enabled: true },
} satisfies Stripe.BillingPortal.ConfigurationCreateParams.Features;

async function open(given: Stripe.BillingPortal.ConfigurationCreateParams.Features): Promise<string> {
  const configuration = await stripe.billingPortal.configurations.create({ features: given });
  const session = await stripe.billingPortal.sessions.create({
    customer: String(subscription.customer),
    configuration: configuration.id,
    return_url: 'http://newsroom.test/account',
  });
  return session.url;
}

const press = (url: string, form: Record<string, string>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

const now = (): Promise<Stripe.Subscription> => stripe.subscriptions.retrieve(subscription.id);

describe('the billing portal, where it is configured so', () => {
  it('changes the e-mail, and nothing that is not allowed', async () => {
    const url = await open(features);
    expect(await (await fetch(url)).text()).not.toContain('for="name"');
    const pressed = await press(`${url}/customer`, { email: 'ann@new.test', name: 'Somebody else' });
    expect(pressed.status).toBe(303);
    const customer = await stripe.customers.retrieve(String(subscription.customer));
    expect(customer).toMatchObject({ email: 'ann@new.test', name: 'Ann Reader' });
    const [update] = (await stripe.events.list({ type: 'customer.updated', limit: 1 })).data;
    expect(update?.data.previous_attributes).toEqual({ email: 'ann@example.test' });
    const wrong = await press(`${url}/customer`, { email: 'nonsense' });
    expect([wrong.status, await wrong.text()]).toEqual([
      402,
      expect.stringContaining('Invalid email address'),
    ]);
  });

  it('pauses and resumes', async () => {
    const url = await open(features);
    const path = `${url}/subscriptions/${subscription.id}`;
    expect((await press(path, { do: 'pause' })).status).toBe(303);
    expect((await now()).status).toBe('paused');
    expect((await press(path, { do: 'resume' })).status).toBe(303);
    expect(await now()).toMatchObject({ status: 'active', latest_invoice: subscription.latest_invoice });
  });

  it('switches to the plans that it offers', async () => {
    const product = String(subscription.items.data[0]?.price.product);
    const price = await stripe.prices.create({
      product,
      currency: 'eur',
      unit_amount: 1200,
      recurring: { interval: 'month' },
    });
    const products = [{ product, prices: [price.id] }];
    const url = await open({
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products,
        proration_behavior: 'none',
      },
    });
    expect(await (await fetch(url)).text()).toContain('€12.00 per month');
    const path = `${url}/subscriptions/${subscription.id}`;
    await press(path, { do: 'switch', price: price.id });
    expect((await now()).items.data[0]?.price.id).toBe(price.id);
    const other = await press(path, { do: 'switch', price: 'price_other' });
    expect(await other.text()).toContain('This plan cannot be chosen here.');
  });

  it('allows none of it where it is not', async () => {
    const url = await open({ subscription_cancel: { enabled: false } });
    const path = `${url}/subscriptions/${subscription.id}`;
    for (const step of ['cancel', 'pause', 'switch', 'nonsense'])
      expect((await press(path, { do: step, price: 'x' })).status).toBe(402);
    expect((await press(`${url}/customer`, { email: 'ann@new.test' })).status).toBe(402);
    expect(await now()).toMatchObject({ status: 'active', cancel_at_period_end: false });
  });
});
