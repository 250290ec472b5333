import type { Stripe } from 'stripe';
import {
  answerChallenge,
  boughtSubscription,
  chargeOf,
  donationParams,
  eventTypes,
  eventually,
  paidDonation,
  payOnPage,
  startSetting,
} from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeAll(async () => (setting = await startSetting()));
afterAll(() => setting.standin.close());

async function openSession(): Promise<Stripe.Checkout.Session> {
  return setting.stripe.checkout.sessions.create(donationParams());
}

async function intentOf(session: Stripe.Checkout.Session): Promise<Stripe.PaymentIntent> {
  const expand = ['payment_intent.latest_charge'];
  const { payment_intent: intent } = await setting.stripe.checkout.sessions.retrieve(session.id, { expand });
  if (!intent || typeof intent === 'string') throw new Error('There is no payment intent.');
  return intent;
}

describe('cards that go through', () => {
  it.each([
    ['4242 4242 4242 4242', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['3782 822463 10005', 'amex'],
    ['6011-1111-1111-1117', 'discover'],
  ])('%s is a %s', async (number, brand) => {
    const charge = chargeOf(await paidDonation(setting, number));
    expect(charge.payment_method_details?.card).toMatchObject({
      brand,
      last4: number.replaceAll(/\D/g, '').slice(-4),
    });
  });
});

describe('cards that are declined', () => {
  it.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000009987', 'card_declined', 'lost_card'],
    ['4000000000009979', 'card_declined', 'stolen_card'],
    ['4000000000006975', 'card_declined', 'card_velocity_exceeded'],
    ['4000000000000069', 'expired_card', undefined],
    ['4000000000000127', 'incorrect_cvc', undefined],
    ['4000000000000119', 'processing_error', undefined],
    ['4100000000000019', 'card_declined', 'fraudulent'],
    ['4000000000000341', 'card_declined', 'generic_decline'],
    ['4111111111111111', 'card_declined', 'test_mode_live_card'],
  ])('%s: %s / %s', async (number, code, declineCode) => {
    const session = await openSession();
    const answer = await payOnPage(session, number);
    expect(answer.status).toBe(402);
    const html = await answer.text();
    const intent = await intentOf(session);
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { type: 'card_error', code },
    });
    expect(intent.last_payment_error?.decline_code).toBe(declineCode);
    expect(html).toContain(`value="${number}"`);
    expect(html).toContain('value="ann@example.test"');
    expect(html).toContain((intent.last_payment_error?.message ?? '?').replaceAll("'", '&#x27;'));
    expect(chargeOf(intent)).toMatchObject({ status: 'failed', paid: false, failure_code: code });
    expect((await eventTypes(setting.stripe)).slice(-2)).toEqual([
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
    expect((await setting.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
  });

  it('can be followed by a good card on the same intent', async () => {
    const session = await openSession();
    await payOnPage(session, '4000000000000002');
    const first = await intentOf(session);
    await payOnPage(session, '4242424242424242');
    expect(await intentOf(session)).toMatchObject({
      id: first.id,
      status: 'succeeded',
      last_payment_error: null,
    });
  });

  it('is cancelled with its session', async () => {
    const session = await openSession();
    await payOnPage(session, '4000000000000002');
    await setting.stripe.checkout.sessions.expire(session.id);
    expect((await intentOf(session)).status).toBe('canceled');
  });

  it('is said to be blocked where fraud rules stopped it', async () => {
    const session = await openSession();
    await payOnPage(session, '4100000000000019');
    expect(chargeOf(await intentOf(session)).outcome).toMatchObject({
      type: 'blocked',
      risk_level: 'highest',
    });
  });
});

describe('cards that are mistyped', () => {
  it.each([
    ['a wrong check digit', { cardNumber: '4242424242424241' }, 'Your card number is incorrect.'],
    ['no card number', { cardNumber: '' }, 'Please enter a card number.'],
    ['month 13', { cardExpiry: '13 / 34' }, 'expiration month is invalid'],
    ['a past year', { cardExpiry: '12 / 20' }, 'expiration year is invalid'],
    ['a short CVC', { cardCvc: '99' }, 'security code is invalid'],
    ['no e-mail', { email: '' }, 'valid e-mail address'],
    ['no name', { billingName: '' }, 'name on the card'],
  ])('%s', async (_what, typed, message) => {
    const session = await openSession();
    const answer = await payOnPage(session, '4242424242424242', typed);
    expect([400, 402]).toContain(answer.status);
    expect(await answer.text()).toContain(message.replaceAll("'", '&#x27;'));
    expect((await setting.stripe.checkout.sessions.retrieve(session.id)).payment_intent).toBeNull();
  });
});

describe('3-D Secure', () => {
  it.each(['4000002500003155', '4000002760003184'])('%s goes through after the challenge', async (number) => {
    const session = await openSession();
    const asked = await payOnPage(session, number);
    expect(asked.headers.get('location')).toBe(`/c/pay/${session.id}/authenticate`);
    expect(await intentOf(session)).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'redirect_to_url' },
    });
    expect(await (await fetch(`${session.url}/authenticate`)).text()).toContain('Complete authentication');
    expect((await answerChallenge(session, 'complete')).headers.get('location')).toContain(
      'newsroom.test/thanks',
    );
    expect(chargeOf(await intentOf(session)).payment_method_details?.card?.three_d_secure).toMatchObject({
      result: 'authenticated',
    });
  });

  it('fails when the payer fails it', async () => {
    const session = await openSession();
    await payOnPage(session, '4000002500003155');
    const back = await answerChallenge(session, 'fail');
    expect(back.status).toBe(402);
    expect(await back.text()).toContain('We are unable to authenticate your payment method');
    expect((await intentOf(session)).last_payment_error?.code).toBe('payment_intent_authentication_failure');
  });

  it('can be followed by a decline', async () => {
    const session = await openSession();
    await payOnPage(session, '4000008260003178');
    expect((await answerChallenge(session, 'complete')).status).toBe(402);
    expect((await intentOf(session)).last_payment_error?.decline_code).toBe('insufficient_funds');
  });

  it.each([
    ['4000002500003155', 'active'],
    ['4000002760003184', 'past_due'],
  ])('%s renews to %s', async (number, status) => {
    const { stripe, standin } = setting;
    const session = await stripe.checkout.sessions.create({
      ...donationParams(),
      submit_type: undefined,
      mode: 'subscription',
      line_items: [
        {
          price_data: {
            currency: 'eur',
            unit_amount: 500,
            recurring: { interval: 'month' },
            product_data: { name: 'Supporter' },
          },
        },
      ],
    });
    await payOnPage(session, number);
    await answerChallenge(session, 'complete');
    const { subscription } = await stripe.checkout.sessions.retrieve(session.id);
    await fetch(`${standin.url}/_standin/subscriptions/${String(subscription)}/renew`, { method: 'POST' });
    expect((await stripe.subscriptions.retrieve(String(subscription))).status).toBe(status);
  });
});

describe('cards with a sequel', () => {
  it.each([
    ['4000000000000259', 'fraudulent', 'needs_response', 1],
    ['4000000000002685', 'product_not_received', 'needs_response', 1],
    ['4000000000001976', 'general', 'warning_needs_response', 0],
  ])('%s is disputed (%s)', async (number, reason, status, bookings) => {
    const { stripe } = setting;
    const intent = await paidDonation(setting, number);
    const dispute = await eventually(
      async () => (await stripe.disputes.list({ payment_intent: intent.id })).data[0],
    );
    expect(dispute).toMatchObject({ reason, status, amount: 5000, charge: chargeOf(intent).id });
    expect(dispute.balance_transactions).toHaveLength(bookings);
    expect((await stripe.charges.retrieve(chargeOf(intent).id)).disputed).toBe(true);
  });

  it('4000000000005126: a refund succeeds and fails later', async () => {
    const { stripe } = setting;
    const intent = await paidDonation(setting, '4000000000005126');
    const refund = await stripe.refunds.create({ payment_intent: intent.id });
    expect(refund.status).toBe('succeeded');
    const failed = await eventually(async () => {
      const now = await stripe.refunds.retrieve(refund.id);
      return now.status === 'failed' && now;
    });
    expect(failed.failure_reason).toBeDefined();
    expect(await stripe.charges.retrieve(chargeOf(intent).id)).toMatchObject({
      refunded: false,
      amount_refunded: 0,
    });
    expect(await eventTypes(stripe)).toContain('refund.failed');
  });

  it('4000000000007726: a refund is pending and succeeds later', async () => {
    const { stripe } = setting;
    const intent = await paidDonation(setting, '4000000000007726');
    const refund = await stripe.refunds.create({ payment_intent: intent.id });
    expect(refund.status).toBe('pending');
    await eventually(async () => (await stripe.refunds.retrieve(refund.id)).status === 'succeeded');
    expect((await eventTypes(stripe)).slice(-2)).toEqual(['refund.updated', 'charge.refund.updated']);
  });

  it('4000000000000341: the membership begins, its renewal fails', async () => {
    const { stripe, standin } = setting;
    const subscription = await boughtSubscription(setting, '4000000000000341');
    expect(subscription.status).toBe('active');
    await fetch(`${standin.url}/_standin/subscriptions/${subscription.id}/renew`, { method: 'POST' });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('past_due');
  });
});
