import { Stage } from './stage.js';

/** The rows S1 to S19 of docs/stripe-events.md. */
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ GRACE_DAYS: '10' });
}, 60_000);

afterAll(() => stage.close());

const day = 86_400_000;
const days = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / day);

async function renew(subscription: string, outcome: string): Promise<void> {
  await stage.door(`subscriptions/${subscription}/renew`, { outcome });
}

/** Somebody whose first charge comes after free days. */
async function trialMember() {
  await stage.product.dataSource.query(`update plans set trial_days = 14 where id = 'supporter-month'`);
  const ann = await stage.member();
  await stage.product.dataSource.query('update plans set trial_days = 0');
  return ann;
}

describe('subscriptions', () => {
  it('S1: created: the membership has the period of Stripe’s items', async () => {
    const ann = await stage.member();
    const subscription = await stage.stripe.subscriptions.retrieve(ann.subscription);
    const { membership } = await stage.seen(ann);
    expect(membership?.endsAt.getTime()).toBe((subscription.items.data[0]?.current_period_end ?? 0) * 1000);
    const [row] = await stage.product.dataSource.query(
      'select subscription_id, customer_id from purchases where id = $1',
      [ann.purchase],
    );
    expect(row).toEqual({ subscription_id: ann.subscription, customer_id: subscription.customer });
  });

  it('S2: renewed: it runs on, and nothing is counted or said', async () => {
    const ann = await stage.member();
    const before = await stage.seen(ann);
    await renew(ann.subscription, 'paid');
    const after = await stage.seen(ann);
    expect(after).toMatchObject({
      payments: [{ initial: true }, { initial: false, amount: 500 }],
      ledger: before.ledger,
      mails: ['membership-welcome'],
    });
    expect(
      days(before.membership?.endsAt ?? new Date(), after.membership?.endsAt ?? new Date()),
    ).toBeGreaterThan(26);
  });

  it('S3: a renewal that fails leaves access for the days of grace, and says so once', async () => {
    const ann = await stage.member();
    const before = await stage.seen(ann);
    await renew(ann.subscription, 'failed');
    const { membership, ...rest } = await stage.seen(ann);
    expect(rest).toMatchObject({
      status: 'paid',
      payments: [{ initial: true }],
      mails: ['charge-failed', 'membership-welcome'],
    });
    expect(membership).toMatchObject({ status: 'past_due', endsAt: before.membership?.endsAt });
    expect(days(membership?.endsAt ?? new Date(), membership?.graceUntil ?? new Date())).toBe(10);
    const until = days(new Date(), membership?.graceUntil ?? new Date());
    expect(await stage.access(ann, until - 1)).toBe(true);
    expect(await stage.access(ann, until + 1)).toBe(false);
    expect(await stage.mailTo(ann.email, 'Pay now')).toMatch(/http:\/\/127\.0\.0\.1:\d+\/i\//);
  });

  it('S4: it recovers', async () => {
    const ann = await stage.member();
    await renew(ann.subscription, 'failed');
    await stage.cast.settled();
    await stage.door(`subscriptions/${ann.subscription}/recover`);
    const { membership, ...rest } = await stage.seen(ann);
    expect(rest).toMatchObject({ payments: [{ initial: true }, { initial: false, amount: 500 }] });
    expect(membership).toMatchObject({ status: 'active', graceUntil: null });
    expect(days(new Date(), membership?.endsAt ?? new Date())).toBeGreaterThan(50);
  });

  it('S7: a renewal that the bank wants confirmed is sent to whoever holds the card', async () => {
    const ann = await stage.member();
    await renew(ann.subscription, 'action_required');
    const seen = await stage.seen(ann);
    expect(seen.membership?.status).toBe('past_due');
    expect(seen.mails).toEqual(['charge-unconfirmed', 'membership-welcome']);
    await stage.mailTo(ann.email, 'Confirm the payment');
  });

  it('S8, S9: cancelled at the period’s end it goes on until then, and that can be taken back', async () => {
    const ann = await stage.member();
    await stage.stripe.subscriptions.update(ann.subscription, { cancel_at_period_end: true });
    const cancelled = await stage.seen(ann);
    expect(cancelled.membership).toMatchObject({
      status: 'active',
      cancelAt: cancelled.membership?.endsAt,
    });
    expect(cancelled.mails).toEqual(['membership-welcome', 'subscription-ending']);
    expect(await stage.access(ann, 25)).toBe(true);
    await stage.stripe.subscriptions.update(ann.subscription, { cancel_at_period_end: false });
    expect((await stage.seen(ann)).membership).toMatchObject({ status: 'active', cancelAt: null });
  });

  it('S10: to be cancelled on a day', async () => {
    const ann = await stage.member();
    const at = Math.floor(Date.now() / 1000) + 10 * 86_400;
    await stage.stripe.subscriptions.update(ann.subscription, { cancel_at: at });
    const seen = await stage.seen(ann);
    expect(seen.membership?.cancelAt).toEqual(new Date(at * 1000));
    expect(seen.mails).toEqual(['membership-welcome', 'subscription-ending']);
  });

  it('S11: cancelled at once', async () => {
    const ann = await stage.member();
    await stage.stripe.subscriptions.cancel(ann.subscription);
    const seen = await stage.seen(ann);
    expect(seen).toMatchObject({
      membership: { status: 'canceled' },
      ledger: [['membership', 1, 500]],
      mails: ['membership-welcome', 'subscription-ended'],
    });
    expect(seen.membership?.endedAt).not.toBeNull();
    expect(await stage.access(ann)).toBe(false);
  });

  it.each(['void', 'keep_as_draft', 'mark_uncollectible'] as const)(
    'S12: while nothing is collected (%s) it lasts until the end of what was paid',
    async (behavior) => {
      const ann = await stage.member();
      const before = await stage.seen(ann);
      await stage.stripe.subscriptions.update(ann.subscription, { pause_collection: { behavior } });
      await stage.cast.settled();
      await stage.door(`subscriptions/${ann.subscription}/renew`);
      const { membership, payments } = await stage.seen(ann);
      expect(membership).toMatchObject({ status: 'active', endsAt: before.membership?.endsAt });
      expect(payments).toHaveLength(1);
    },
  );

  it('S13, S14: paused there is no access, resumed there is', async () => {
    const ann = await stage.member();
    await stage.door(`subscriptions/${ann.subscription}/pause`);
    expect((await stage.seen(ann)).membership?.status).toBe('paused');
    expect(await stage.access(ann)).toBe(false);
    await stage.door(`subscriptions/${ann.subscription}/resume`);
    expect((await stage.seen(ann)).membership?.status).toBe('active');
    expect(await stage.access(ann)).toBe(true);
  });

  it('S15: another plan of ours', async () => {
    const other = await stage.member('supporter-year');
    const ann = await stage.member();
    const { items } = await stage.stripe.subscriptions.retrieve(other.subscription);
    const mine = await stage.stripe.subscriptions.retrieve(ann.subscription);
    await stage.stripe.subscriptions.update(ann.subscription, {
      items: [{ id: mine.items.data[0]?.id, price: items.data[0]?.price.id }],
      proration_behavior: 'none',
    });
    expect(await stage.seen(ann)).toMatchObject({
      membership: { status: 'active', plan: 'supporter-year', amount: items.data[0]?.price.unit_amount },
      ledger: [['membership', 1, 500]],
    });
  });

  it('S16: another price, of a membership and of a donation', async () => {
    const ann = await stage.member();
    await changePrice(ann.subscription, 800);
    expect((await stage.seen(ann)).membership).toMatchObject({ plan: 'supporter-month', amount: 800 });
    const donation = await stage.cast.donates(stage.person(), 1000, { interval: 'month' });
    await stage.cast.settled();
    await changePrice(await stage.cast.subscriptionOf(donation.session), 1200);
    expect((await stage.seen(donation)).donation).toMatchObject({ amount: 1200, status: 'active' });
  });

  it('S18: free days that end with a charge count then', async () => {
    const ann = await trialMember();
    expect((await stage.seen(ann)).ledger).toEqual([]);
    await stage.stripe.subscriptions.update(ann.subscription, { trial_end: 'now' });
    expect(await stage.seen(ann)).toMatchObject({
      membership: { status: 'active' },
      payments: [{ initial: true, amount: 500 }],
      ledger: [['membership', 1, 500]],
    });
  });

  it('S18: refunded, that first charge is taken back', async () => {
    const ann = await trialMember();
    await stage.stripe.subscriptions.update(ann.subscription, { trial_end: 'now' });
    await stage.cast.settled();
    const [{ id }] = await stage.product.dataSource.query('select id from payments where purchase_id = $1', [
      ann.purchase,
    ]);
    await stage.stripe.refunds.create({ payment_intent: id });
    expect(await stage.seen(ann)).toMatchObject({
      status: 'refunded',
      ledger: [
        ['membership', 1, 500],
        ['refund', -1, -500],
      ],
    });
  });

  it('S19: free days that end without one count nothing', async () => {
    const ann = await trialMember();
    await renew(ann.subscription, 'failed');
    const seen = await stage.seen(ann);
    expect(seen).toMatchObject({ membership: { status: 'past_due' }, payments: [], ledger: [] });
    expect(seen.mails).toContain('charge-failed');
  });
});

async function changePrice(subscription: string, amount: number): Promise<void> {
  const { items } = await stage.stripe.subscriptions.retrieve(subscription);
  const [item] = items.data;
  const price = await stage.stripe.prices.create({
    currency: 'eur',
    product: String(item?.price.product),
    unit_amount: amount,
    recurring: { interval: 'month' },
  });
  await stage.stripe.subscriptions.update(subscription, {
    items: [{ id: item?.id, price: price.id }],
    proration_behavior: 'none',
  });
}

describe('invoices', () => {
  it.each([
    ['I1', 'void'],
    ['I2', 'uncollectible'],
  ])('%s: %s after it had failed, the membership is as the subscription then stands', async (_row, end) => {
    const ann = await stage.member();
    await renew(ann.subscription, 'failed');
    await stage.cast.settled();
    const { latest_invoice: invoice } = await stage.stripe.subscriptions.retrieve(ann.subscription);
    await stage.door(`invoices/${String(invoice)}/${end}`);
    const { status } = await stage.stripe.subscriptions.retrieve(ann.subscription);
    const seen = await stage.seen(ann);
    expect(seen).toMatchObject({ status: 'paid', membership: { status }, payments: [{ initial: true }] });
    const states = await stage.eventStates(String(invoice));
    expect(Object.values(states).every((state) => state === 'applied' || state === 'ignored')).toBe(true);
  });

  it('I3: a renewal of zero is no payment, and the membership runs on', async () => {
    const ann = await stage.member();
    const before = await stage.seen(ann);
    const coupon = await stage.stripe.coupons.create({ percent_off: 100, duration: 'forever' });
    await stage.stripe.subscriptions.update(ann.subscription, { discounts: [{ coupon: coupon.id }] });
    await renew(ann.subscription, 'paid');
    const after = await stage.seen(ann);
    expect(after).toMatchObject({ payments: [{ initial: true }], ledger: before.ledger });
    expect(after.membership?.endsAt.getTime()).toBeGreaterThan(before.membership?.endsAt.getTime() ?? 0);
  });

  it('I4: the first invoice is heard of before its page', async () => {
    await stage.listen('invoice.paid');
    const email = stage.person();
    const page = await stage.page('membership', { plan: 'supporter-month', email });
    await stage.door(`checkout/${page.session}/pay`, { card: '4242424242424242', email });
    const early = await stage.seen(page);
    await stage.listen('*');
    await stage.resend('checkout.session.completed');
    const seen = await stage.seen(page);
    expect(early).toMatchObject({ status: 'paid', payments: [{ initial: true, amount: 500 }] });
    expect(seen).toMatchObject({ ...early, ledger: [['membership', 1, 500]], mails: ['membership-welcome'] });
  });
});

/** Last, because Stripe's clock moves on for everybody. */
describe('as time goes by at Stripe', () => {
  it('S17: free days that end soon are announced, once', async () => {
    const ann = await trialMember();
    await stage.door('clock', { advance: 12 * 86_400 });
    const seen = await stage.seen(ann);
    expect(seen.mails).toEqual(['membership-welcome', 'trial-running']);
    expect(await stage.eventStates(ann.subscription)).toMatchObject({
      'customer.subscription.trial_will_end': 'applied',
    });
  });

  it.each([
    ['S5', 'unpaid', ['charge-failed', 'membership-welcome']],
    ['S6', 'canceled', ['charge-failed', 'membership-welcome', 'subscription-ended']],
  ])('%s: given up as %s, there is no access any more', async (_row, end, mails) => {
    await stage.door('settings', { afterRetries: end });
    const email = stage.person();
    const page = await stage.page('membership', { plan: 'supporter-month', email });
    await stage.door(`checkout/${page.session}/pay`, { card: '4000000000000341', email });
    await stage.cast.settled();
    await stage.door('clock', { advance: 31 * 86_400 });
    expect((await stage.seen(page)).membership?.status).toBe('past_due');
    await stage.door('clock', { advance: 25 * 86_400 });
    const seen = await stage.seen(page);
    expect(seen).toMatchObject({ status: 'paid', membership: { status: end } });
    expect(seen.mails.filter((template) => mails.includes(template))).toEqual(mails);
    expect(await stage.access(page)).toBe(false);
  });
});
