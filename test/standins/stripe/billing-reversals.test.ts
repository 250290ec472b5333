import type { Stripe } from 'stripe';
import { press, through } from './billing-support.js';
import { chargeOf, eventTypes, paidDonation, startSetting } from './support.js';
import type { Setting } from './support.js';

let setting: Setting;
let charge: Stripe.Charge;
let before: string[];
beforeAll(async () => (setting = await startSetting({ settleSeconds: 60 })));
beforeEach(async () => {
  charge = chargeOf(await paidDonation(setting));
  before = await told();
});
afterAll(() => setting.standin.close());

/** All event types so far, oldest first. */
async function told(): Promise<string[]> {
  const types: string[] = [];
  for await (const event of setting.stripe.events.list({ limit: 100 })) types.push(event.type);
  return types.toReversed();
}

const since = async (): Promise<string[]> => (await told()).slice(before.length);

async function disputed(body: object = {}): Promise<Stripe.Dispute> {
  return (await through(setting, `charges/${charge.id}/dispute`, body)) as Stripe.Dispute;
}

async function booked(): Promise<number> {
  const { data } = await setting.stripe.disputes.list({ charge: charge.id });
  const all = data.flatMap((one) => one.balance_transactions);
  return all.reduce((sum, one) => sum + one.amount, 0);
}

describe('a dispute', () => {
  it('takes the funds, and gives them back when it is won', async () => {
    const made = await disputed({ reason: 'product_unacceptable' });
    expect(made).toMatchObject({ status: 'needs_response', reason: 'product_unacceptable', amount: 5000 });
    expect(await booked()).toBe(-5000);
    await through(setting, `disputes/${made.id}/close`, { outcome: 'won' });
    expect(await booked()).toBe(0);
    expect(await since()).toEqual([
      'charge.updated',
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.funds_reinstated',
      'charge.dispute.closed',
    ]);
  });

  it('may follow another one that is closed, and one that is open stands alone', async () => {
    const first = await disputed();
    expect(await disputed()).toMatchObject({ error: { code: 'charge_disputed' } });
    await through(setting, `disputes/${first.id}/close`, { outcome: 'won' });
    const second = await disputed({ reason: 'duplicate' });
    await through(setting, `disputes/${second.id}/close`, { outcome: 'lost' });
    const { data } = await setting.stripe.disputes.list({ charge: charge.id });
    expect(data.map((one) => one.status)).toEqual(['lost', 'won']);
    expect(await booked()).toBe(-5000);
  });

  it('that is only an inquiry takes nothing until it becomes a chargeback', async () => {
    const inquiry = await disputed({ inquiry: true });
    expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] });
    expect(await since()).not.toContain('charge.dispute.funds_withdrawn');
    const escalated = await through(setting, `disputes/${inquiry.id}/escalate`);
    expect(escalated).toMatchObject({
      id: inquiry.id,
      status: 'needs_response',
      is_charge_refundable: false,
    });
    expect(await booked()).toBe(-5000);
  });

  it('that was prevented is over as it begins, and takes nothing', async () => {
    expect(await disputed({ prevented: true })).toMatchObject({
      status: 'prevented',
      balance_transactions: [],
      payment_method_details: { card: { case_type: 'block' } },
    });
    expect(await since()).not.toContain('charge.dispute.funds_withdrawn');
  });

  it('may come after a refund, and of a part', async () => {
    await setting.stripe.refunds.create({ charge: charge.id, amount: 2000 });
    expect(await disputed({ amount: 3000 })).toMatchObject({ amount: 3000 });
    expect(await booked()).toBe(-3000);
    expect(await setting.stripe.charges.retrieve(charge.id)).toMatchObject({
      disputed: true,
      amount_refunded: 2000,
    });
  });
});

describe('an early fraud warning', () => {
  it('is told of, can be read and listed, and is settled by a whole refund', async () => {
    const { stripe } = setting;
    const made = await through(setting, `charges/${charge.id}/warn`);
    const id = (made as { id: string }).id;
    const warning = await stripe.radar.earlyFraudWarnings.retrieve(id, { expand: ['charge'] });
    expect(warning).toMatchObject({
      actionable: true,
      fraud_type: 'unauthorized_use_of_card',
      charge: { id: charge.id },
      payment_intent: charge.payment_intent,
    });
    const list = await stripe.radar.earlyFraudWarnings.list({ charge: charge.id });
    expect(list.data.map((one) => one.id)).toEqual([id]);
    await stripe.refunds.create({ charge: charge.id, amount: 1000 });
    expect((await stripe.radar.earlyFraudWarnings.retrieve(id)).actionable).toBe(true);
    await stripe.refunds.create({ charge: charge.id, reason: 'fraudulent' });
    expect((await stripe.radar.earlyFraudWarnings.retrieve(id)).actionable).toBe(false);
    const [update] = (await stripe.events.list({ type: 'radar.early_fraud_warning.updated' })).data;
    expect(update?.data.previous_attributes).toEqual({ actionable: true });
  });

  it('follows a payment with its test card', async () => {
    const warned = chargeOf(await paidDonation(setting, '4000 0000 0000 5423'));
    setting.clock.to(warned.created + 61);
    setting.standin.tick();
    const list = await setting.stripe.radar.earlyFraudWarnings.list({ charge: warned.id });
    expect(list.data).toHaveLength(1);
  });
});

describe('a refund', () => {
  const refund = (body: object): Promise<Stripe.Refund> =>
    through(setting, `charges/${charge.id}/refund`, body) as Promise<Stripe.Refund>;

  it('may be pending, and arrive', async () => {
    const pending = await refund({ amount: 1500, pending: true });
    expect(pending).toMatchObject({ status: 'pending', amount: 1500 });
    const after = await through(setting, `refunds/${pending.id}/succeed`);
    expect(after).toMatchObject({ status: 'succeeded' });
    expect(await since()).toEqual([
      'refund.created',
      'charge.refunded',
      'refund.updated',
      'charge.refund.updated',
    ]);
  });

  it('may fail later, and another one may follow', async () => {
    const { stripe } = setting;
    const made = await refund({});
    const failed = await through(setting, `refunds/${made.id}/fail`, { reason: 'lost_or_stolen_card' });
    expect(failed).toMatchObject({
      status: 'failed',
      failure_reason: 'lost_or_stolen_card',
      failure_balance_transaction: expect.stringMatching(/^txn_/),
    });
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(await since()).toContain('refund.failed');
    expect(await through(setting, `refunds/${made.id}/fail`)).toMatchObject({
      error: { message: 'This refund is failed.' },
    });
    expect((await stripe.refunds.create({ charge: charge.id })).status).toBe('succeeded');
  });

  it('that is pending may be cancelled', async () => {
    const { stripe } = setting;
    const made = await refund({ pending: true });
    expect(await stripe.refunds.cancel(made.id)).toMatchObject({ status: 'canceled' });
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 0 });
    await expect(stripe.refunds.cancel(made.id)).rejects.toMatchObject({ statusCode: 400 });
  });

  it.each([
    ['4000 0000 0000 5126', 'succeeded', 'failed'],
    ['4000 0000 0000 7726', 'pending', 'succeeded'],
  ])('of card %s is %s, and later %s', async (card, atFirst, later) => {
    const { stripe, clock, standin } = setting;
    const made = await stripe.refunds.create({ charge: chargeOf(await paidDonation(setting, card)).id });
    expect(made.status).toBe(atFirst);
    clock.to(made.created + 61);
    standin.tick();
    expect((await stripe.refunds.retrieve(made.id)).status).toBe(later);
  });

  it('is a button on the page of its charge', async () => {
    const pressed = await press(setting, `charges/${charge.id}/refund`, { amount: '700', reason: '' });
    expect(pressed.headers.get('location')).toBe(`/objects/${charge.id}`);
    const html = await (await fetch(`${setting.standin.url}/objects/${charge.id}`)).text();
    expect(html).toContain('&quot;amount_refunded&quot;: 700');
    expect((await eventTypes(setting.stripe)).length).toBeGreaterThan(0);
  });
});
