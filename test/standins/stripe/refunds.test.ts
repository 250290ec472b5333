import { chargeOf, eventTypes, paidDonation, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
beforeAll(async () => (setting = await startSetting()));
afterAll(() => setting.standin.close());

describe('refunds', () => {
  it('give back a part, then the rest, and no more', async () => {
    const { stripe } = setting;
    const intent = await paidDonation(setting);
    const charge = chargeOf(intent);
    const part = await stripe.refunds.create({ charge: charge.id, amount: 2000, metadata: { why: 'asked' } });
    expect(part).toMatchObject({
      amount: 2000,
      status: 'succeeded',
      payment_intent: intent.id,
      metadata: { why: 'asked' },
    });
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({
      amount_refunded: 2000,
      refunded: false,
    });

    await expect(stripe.refunds.create({ charge: charge.id, amount: 3001 })).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      param: 'amount',
      message: 'Refund amount (€30.01) is greater than unrefunded amount on charge (€30.00)',
    });
    await stripe.refunds.create({ payment_intent: intent.id });
    const whole = await stripe.charges.retrieve(charge.id, { expand: ['refunds'] });
    expect(whole).toMatchObject({ amount_refunded: 5000, refunded: true });
    expect(whole.refunds?.data.map((refund) => refund.amount)).toEqual([3000, 2000]);
    await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });

    const list = await stripe.refunds.list({ payment_intent: intent.id });
    expect(list.data).toHaveLength(2);
    expect((await eventTypes(stripe)).slice(-4)).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.created',
      'charge.refunded',
    ]);
  });

  it.each([
    ['nothing named', {}, 'parameter_missing'],
    ['an unknown charge', { charge: 'ch_unknown' }, 'resource_missing'],
    ['an amount of 0', { charge: 'ch_unknown', amount: 0 }, 'parameter_invalid_integer'],
  ])('are refused with %s', async (_what, params, code) => {
    await expect(setting.stripe.refunds.create(params)).rejects.toMatchObject({ statusCode: 400, code });
  });
});

describe('disputes', () => {
  it.each([
    ['won', 'charge.dispute.funds_reinstated', 2],
    ['lost', 'charge.dispute.closed', 1],
  ] as const)('are %s', async (status, event, bookings) => {
    const { stripe, standin } = setting;
    const intent = await paidDonation(setting);
    const charge = chargeOf(intent);
    await fetch(`${standin.url}/_standin/charges/${charge.id}/dispute`, { method: 'POST' });
    const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
    expect(await eventTypes(stripe)).toContain('charge.dispute.funds_withdrawn');
    await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
    const closed = await fetch(`${standin.url}/_standin/disputes/${dispute?.id}/close`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status }),
    });
    expect(closed.status).toBe(200);
    const after = await stripe.disputes.retrieve(dispute?.id ?? '');
    expect(after.status).toBe(status);
    expect(after.balance_transactions).toHaveLength(bookings);
    expect(await eventTypes(stripe)).toContain(event);
  });
});
