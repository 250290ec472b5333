import type { Stripe } from 'stripe';
import { through } from './billing-support.js';
import { donationParams, eventTypes, monthlyPlan, startSetting, subscriptionParams } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeEach(async () => (setting = await startSetting({ settleSeconds: 300 })));
afterEach(() => setting.standin.close());

const FAILS = 'DE62 3704 0044 0532 0130 01';

async function sessionFor(mode: 'payment' | 'subscription'): Promise<Stripe.Checkout.Session> {
  const { stripe } = setting;
  if (mode === 'payment') return stripe.checkout.sessions.create(donationParams());
  return stripe.checkout.sessions.create(subscriptionParams((await monthlyPlan(stripe)).price.id));
}

async function debited(
  mode: 'payment' | 'subscription',
  given: object = {},
): Promise<Stripe.Checkout.Session> {
  const { id } = await sessionFor(mode);
  const body = { method: 'bank', email: 'ann@example.test', ...given };
  expect(await through(setting, `checkout/${id}/pay`, body)).toMatchObject({ status: 'complete' });
  return setting.stripe.checkout.sessions.retrieve(id, {
    expand: ['payment_intent', 'subscription', 'invoice'],
  });
}

function timePasses(seconds = 301): void {
  setting.clock.to(setting.clock.seconds() + seconds);
  setting.standin.tick();
}

const again = (session: Stripe.Checkout.Session): Promise<Stripe.Checkout.Session> =>
  setting.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge', 'subscription', 'invoice'],
  });

describe('a direct debit', () => {
  it('completes the page unpaid, and arrives later', async () => {
    const session = await debited('payment');
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
      payment_intent: { status: 'processing' },
    });
    timePasses();
    expect(await again(session)).toMatchObject({
      payment_status: 'paid',
      payment_intent: {
        status: 'succeeded',
        amount_received: 5000,
        latest_charge: { status: 'succeeded', paid: true, payment_method_details: { type: 'sepa_debit' } },
      },
    });
    expect(await eventTypes(setting.stripe)).toEqual([
      'product.created',
      'price.created',
      'payment_intent.created',
      'charge.pending',
      'payment_intent.processing',
      'checkout.session.completed',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.async_payment_succeeded',
    ]);
  });

  it('may fail later', async () => {
    const session = await debited('payment', { iban: FAILS });
    timePasses();
    expect(await again(session)).toMatchObject({
      payment_status: 'unpaid',
      payment_intent: { status: 'requires_payment_method', latest_charge: { status: 'failed' } },
    });
    const types = await eventTypes(setting.stripe);
    expect(types.slice(-3)).toEqual([
      'charge.failed',
      'payment_intent.payment_failed',
      'checkout.session.async_payment_failed',
    ]);
  });

  it.each([
    ['succeeded', 'paid'],
    ['failed', 'unpaid'],
  ])('is %s by hand, where nothing else settles it', async (outcome, status) => {
    const session = await debited('payment', { waits: true });
    timePasses(86_400);
    expect((await again(session)).payment_status).toBe('unpaid');
    const settled = await through(setting, `checkout/${session.id}/settle`, { outcome });
    expect(settled).toMatchObject({ payment_status: status });
    expect(await through(setting, `checkout/${session.id}/settle`, { outcome })).toHaveProperty('error');
  });

  it('begins a subscription whose invoice stays open until it arrives', async () => {
    const session = await debited('subscription');
    expect(session).toMatchObject({
      payment_status: 'unpaid',
      subscription: { status: 'active' },
      invoice: { status: 'open', attempted: true },
    });
    timePasses();
    expect(await again(session)).toMatchObject({
      payment_status: 'paid',
      invoice: { status: 'paid', amount_paid: 500 },
      subscription: { status: 'active' },
    });
  });

  it('makes a subscription past due when it fails, and again at every retry', async () => {
    const session = await debited('subscription', { iban: FAILS });
    timePasses();
    expect(await again(session)).toMatchObject({
      subscription: { status: 'past_due' },
      invoice: { status: 'open' },
    });
    for (const days of [3, 5, 7]) {
      timePasses(days * 86_400 + 1);
      timePasses();
    }
    expect(await again(session)).toMatchObject({ subscription: { status: 'canceled' } });
  });

  it('pays renewals, each a while after it was asked for', async () => {
    const session = await debited('subscription');
    timePasses();
    const { items } = session.subscription as Stripe.Subscription;
    timePasses((items.data[0]?.current_period_end ?? 0) - setting.clock.seconds() + 1);
    const [renewal] = (await setting.stripe.invoices.list({ limit: 1 })).data;
    expect(renewal).toMatchObject({ billing_reason: 'subscription_cycle', status: 'open' });
    timePasses();
    expect(await setting.stripe.invoices.retrieve(renewal?.id ?? '')).toMatchObject({ status: 'paid' });
    // The page's own payment is older than the events that Stripe lists; a renewal tells nothing of a page.
    expect((await eventTypes(setting.stripe)).filter((type) => type.includes('async'))).toEqual([]);
    expect((await again(session)).payment_status).toBe('paid');
  });

  it('is settled at once where a renewal is made by hand, and the page is told of once', async () => {
    const session = await debited('subscription', { iban: FAILS });
    timePasses();
    const { id } = session.subscription as Stripe.Subscription;
    expect(await through(setting, `subscriptions/${id}/recover`)).toMatchObject({ status: 'active' });
    const failed = await through(setting, `subscriptions/${id}/renew`, { outcome: 'failed' });
    expect(failed).toMatchObject({ status: 'past_due' });
    expect((await eventTypes(setting.stripe)).filter((type) => type.includes('async'))).toEqual([
      'checkout.session.async_payment_failed',
    ]);
    expect((await again(session)).payment_status).toBe('unpaid');
  });

  it('is refused with a wrong IBAN, and where it is not offered', async () => {
    const { id } = await sessionFor('payment');
    const wrong = { method: 'bank', iban: 'DE00 3704 0044 0532 0130 00' };
    expect(await through(setting, `checkout/${id}/pay`, wrong)).toMatchObject({
      status: 'declined',
      error: { code: 'invalid_bank_account_iban' },
    });
    const cards = await setting.stripe.checkout.sessions.create({
      ...donationParams(),
      excluded_payment_method_types: ['sepa_debit'],
    });
    expect(cards.payment_method_types).toEqual(['card']);
    expect(await through(setting, `checkout/${cards.id}/pay`, { method: 'bank' })).toHaveProperty('error');
  });

  it('is refunded slowly', async () => {
    const session = await debited('payment');
    timePasses();
    const intent = (await again(session)).payment_intent as Stripe.PaymentIntent;
    const refund = await setting.stripe.refunds.create({ payment_intent: intent.id });
    expect(refund.status).toBe('pending');
    timePasses();
    expect((await setting.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
  });

  it('is chosen on the page too', async () => {
    const session = await sessionFor('payment');
    expect(await (await fetch(session.url ?? '')).text()).toContain('method=bank');
    const pay = (iban: string): Promise<Response> =>
      fetch(session.url ?? '', {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ method: 'bank', email: 'ann@example.test', iban, billingName: 'Ann' }),
      });
    const wrong = await pay('nonsense');
    expect([wrong.status, await wrong.text()]).toEqual([402, expect.stringContaining('IBAN you entered')]);
    expect((await pay('DE89370400440532013000')).status).toBe(303);
    expect((await again(session)).payment_status).toBe('unpaid');
  });
});
