import { donationParams, eventTypes, payOnPage, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeAll(async () => (setting = await startSetting()));
afterAll(() => setting.standin.close());

describe('a payment from beginning to end', () => {
  it('is taken on the hosted page and shows in every object', async () => {
    const { stripe } = setting;
    const session = await stripe.checkout.sessions.create({
      ...donationParams(),
      client_reference_id: 'purchase-7',
      metadata: { purchase: 'purchase-7' },
      payment_intent_data: {
        metadata: { purchase: 'purchase-7' },
        description: 'A donation',
        receipt_email: 'ann@example.test',
      },
      customer_creation: 'always',
    });
    expect(session).toMatchObject({
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 5000,
      payment_intent: null,
    });

    const page = await fetch(session.url ?? '');
    expect(await page.text()).toContain('Local Stripe stand-in');

    const paid = await payOnPage(session, '4242 4242 4242 4242');
    expect(paid.status).toBe(303);
    expect(paid.headers.get('location')).toBe(`http://newsroom.test/thanks?session=${session.id}`);

    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['payment_intent.latest_charge.balance_transaction', 'line_items', 'customer'],
    });
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      url: null,
      client_reference_id: 'purchase-7',
      metadata: { purchase: 'purchase-7' },
      customer_details: { email: 'ann@example.test', name: 'Ann Reader' },
      customer: { object: 'customer', email: 'ann@example.test' },
      line_items: { data: [{ description: 'Donation', amount_total: 5000, price: { unit_amount: 5000 } }] },
      payment_intent: {
        status: 'succeeded',
        amount_received: 5000,
        metadata: { purchase: 'purchase-7' },
        latest_charge: {
          paid: true,
          captured: true,
          refunded: false,
          balance_transaction: { amount: 5000, type: 'charge' },
          payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
        },
      },
    });
    expect((await eventTypes(stripe)).slice(-5)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'customer.created',
      'checkout.session.completed',
    ]);
  });

  it('is not taken twice', async () => {
    const { stripe } = setting;
    const session = await stripe.checkout.sessions.create(donationParams());
    await payOnPage(session, '4242424242424242');
    const again = await payOnPage(session, '4242424242424242');
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('done here');
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(session.id);
    const charges = await stripe.charges.list({ payment_intent: String(intent) });
    expect(charges.data).toHaveLength(1);
  });
});
