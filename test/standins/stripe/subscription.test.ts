import { boughtSubscription, eventTypes, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeEach(async () => (setting = await startSetting()));
afterEach(() => setting.standin.close());

const MONTH = 32 * 86_400;

describe('a subscription', () => {
  it('begins with the payment, has its period on the item and its metadata on the invoice', async () => {
    const { stripe } = setting;
    const subscription = await boughtSubscription(setting);
    expect(subscription).toMatchObject({
      status: 'active',
      metadata: { purchase: 'purchase-1' },
      cancel_at_period_end: false,
    });
    const [item] = subscription.items.data;
    expect(item?.current_period_start).toBe(subscription.created);
    expect(item?.current_period_end).toBeGreaterThan(subscription.created + 27 * 86_400);

    const invoices = await stripe.invoices.list({ subscription: subscription.id, expand: ['data.payments'] });
    expect(invoices.data).toHaveLength(1);
    const [invoice] = invoices.data;
    expect(invoice).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_create',
      amount_paid: 500,
      parent: {
        type: 'subscription_details',
        subscription_details: { subscription: subscription.id, metadata: { purchase: 'purchase-1' } },
      },
      payments: { data: [{ status: 'paid', amount_paid: 500, payment: { type: 'payment_intent' } }] },
    });
    const intent = String(invoice?.payments?.data[0]?.payment.payment_intent);
    const bonds = await stripe.invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: intent },
    });
    expect(bonds.data.map((bond) => bond.invoice)).toEqual([invoice?.id]);
    expect(await eventTypes(stripe)).toEqual(
      expect.arrayContaining([
        'customer.created',
        'customer.subscription.created',
        'invoice.created',
        'invoice.finalized',
        'invoice.paid',
        'invoice.payment_succeeded',
        'invoice_payment.paid',
        'checkout.session.completed',
      ]),
    );
  });

  it('renews by itself when its period ends', async () => {
    const { stripe, clock, standin } = setting;
    const subscription = await boughtSubscription(setting);
    const end = subscription.items.data[0]?.current_period_end ?? 0;
    clock.to(end + 1);
    standin.tick();
    const renewed = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(renewed.items.data[0]?.current_period_start).toBe(end);
    expect(renewed.latest_invoice).toMatchObject({ billing_reason: 'subscription_cycle', status: 'paid' });
    const [update] = (await stripe.events.list({ type: 'customer.subscription.updated' })).data;
    expect(update?.data.previous_attributes).toMatchObject({ latest_invoice: subscription.latest_invoice });
  });

  it('catches up on every renewal that it slept through', async () => {
    const { stripe, clock, standin } = setting;
    const subscription = await boughtSubscription(setting);
    clock.to(subscription.created + 6 * MONTH);
    standin.tick();
    const invoices = await stripe.invoices.list({ subscription: subscription.id });
    expect(invoices.data).toHaveLength(7);
  });

  it('becomes past due when the saved card fails, and ends after the last retry', async () => {
    const { stripe, clock, standin } = setting;
    const subscription = await boughtSubscription(setting, '4000 0000 0000 0341');
    const end = subscription.items.data[0]?.current_period_end ?? 0;
    clock.to(end + 1);
    standin.tick();
    const pastDue = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(pastDue).toMatchObject({
      status: 'past_due',
      latest_invoice: { status: 'open', attempt_count: 1 },
    });
    expect(await eventTypes(stripe)).toContain('invoice.payment_failed');
    for (const days of [4, 10, 20]) {
      clock.to(end + days * 86_400);
      standin.tick();
    }
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
    });
  });

  it('ends at the end of its period when asked to, unless that is taken back', async () => {
    const { stripe, clock, standin } = setting;
    const subscription = await boughtSubscription(setting);
    const end = subscription.items.data[0]?.current_period_end ?? 0;
    const leaving = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect(leaving).toMatchObject({ status: 'active', cancel_at_period_end: true, cancel_at: end });
    const staying = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    expect(staying).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    clock.to(end + 1);
    standin.tick();
    const ended = await stripe.subscriptions.retrieve(subscription.id);
    expect(ended).toMatchObject({ status: 'canceled', ended_at: expect.any(Number) });
    expect((await eventTypes(stripe)).at(-1)).toBe('customer.subscription.deleted');
  });

  it('can be cancelled at once and renewed by hand', async () => {
    const { stripe, standin } = setting;
    const subscription = await boughtSubscription(setting);
    const renewal = await fetch(`${standin.url}/_standin/subscriptions/${subscription.id}/renew`, {
      method: 'POST',
    });
    expect(renewal.status).toBe(200);
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(2);
    const ended = await stripe.subscriptions.cancel(subscription.id);
    expect(ended.status).toBe('canceled');
    await expect(stripe.subscriptions.cancel(subscription.id)).rejects.toMatchObject({
      code: 'resource_missing',
    });
  });

  it('makes and voids invoices while its collection is paused', async () => {
    const { stripe, clock, standin } = setting;
    const subscription = await boughtSubscription(setting);
    await stripe.subscriptions.update(subscription.id, { pause_collection: { behavior: 'void' } });
    clock.to((subscription.items.data[0]?.current_period_end ?? 0) + 1);
    standin.tick();
    const paused = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    expect(paused).toMatchObject({ status: 'active', latest_invoice: { status: 'void' } });
    const resumed = await stripe.subscriptions.update(subscription.id, { pause_collection: '' });
    expect(resumed.pause_collection).toBeNull();
  });

  it('is changed to another price with the difference on an invoice', async () => {
    const { stripe } = setting;
    const subscription = await boughtSubscription(setting);
    const [item] = subscription.items.data;
    const dearer = await stripe.prices.create({
      product: String(item?.price.product),
      currency: 'eur',
      unit_amount: 1500,
      recurring: { interval: 'month' },
    });
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item?.id, price: dearer.id }],
      proration_behavior: 'always_invoice',
      expand: ['latest_invoice'],
    });
    expect(changed.items.data[0]?.price.id).toBe(dearer.id);
    expect(changed.latest_invoice).toMatchObject({
      billing_reason: 'subscription_update',
      status: 'paid',
      total: 1000,
    });
  });
});
