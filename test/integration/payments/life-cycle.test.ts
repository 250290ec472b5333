import type { Stripe } from 'stripe';
import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

/** The events that were made since the last call, oldest first. */
const seen = new Set<string>();
async function newEvents(): Promise<Stripe.Event[]> {
  const fresh = (await world.events()).filter(({ id }) => !seen.has(id));
  for (const { id } of fresh) seen.add(id);
  return fresh;
}

async function deliverAll(events: Stripe.Event[]): Promise<void> {
  for (const event of events) expect((await world.deliver(event)).status).toBe(200);
  await world.quiet();
}

const kinds = async (purchase: string) => (await world.told(purchase)).map(({ kind }) => kind);

async function subscriptionOf(purchase: string): Promise<string> {
  const [row] = await world.query<{ subscription_id: string }>(
    'select subscription_id from purchases where id = $1',
    [purchase],
  );
  return row?.subscription_id ?? '';
}

describe('a payment once', () => {
  it('is told when the page was paid, with what was paid and by whom', async () => {
    const purchase = await world.buy({ email: 'ann@example.test' });
    expect(await world.status(purchase)).toBe('open');
    await deliverAll(await newEvents());
    expect(await world.status(purchase)).toBe('paid');
    expect(await world.told(purchase)).toMatchObject([
      {
        kind: 'paid',
        outcome: {
          eventId: expect.stringMatching(/^evt_/),
          payment: { initial: true, price: { amount: 500, currency: 'eur' } },
          payer: { email: 'ann@example.test' },
        },
      },
    ]);
  });

  it('is told once, however often the events come', async () => {
    const purchase = await world.buy();
    const events = await newEvents();
    await deliverAll([...events, ...events]);
    await deliverAll(events);
    expect(await kinds(purchase)).toEqual(['paid']);
  });

  it('expires with its page, and a late expiry changes nothing', async () => {
    const { purchase } = await world.start();
    await world.stripe.checkout.sessions.expire(await world.sessionOf(purchase));
    await deliverAll(await newEvents());
    expect(await world.status(purchase)).toBe('expired');
    expect(await kinds(purchase)).toEqual([]);
  });
});

describe('a payment that takes days', () => {
  /** The stand-in knows only cards: its event of a paid page, retold as a bank debit would have it. */
  async function retold(type: string, payment_status: string, from: Stripe.Event) {
    const id = `${from.id}_${type.split('.').at(-1)}`;
    return world.deliver({ ...from, id, type, data: { object: { ...from.data.object, payment_status } } });
  }

  const completed = 'checkout.session.completed';
  const succeeded = 'checkout.session.async_payment_succeeded';
  const failed = 'checkout.session.async_payment_failed';

  it.each([
    ['comes through', [completed, succeeded], 'paid', ['awaited', 'paid']],
    ['comes through, told backwards', [succeeded, completed], 'paid', ['paid']],
    ['bounces', [completed, failed], 'failed', ['awaited', 'bounced']],
    ['bounces, told backwards', [failed, completed], 'failed', ['bounced']],
    ['is under way', [completed], 'processing', ['awaited']],
  ])('%s', async (_how, types, status, told) => {
    const purchase = await world.buy();
    const paid = (await newEvents()).find(({ type }) => type === completed);
    if (!paid) throw new Error('the page was not paid');
    for (const type of types) {
      await retold(type, type === succeeded ? 'paid' : 'unpaid', paid);
      await world.quiet();
    }
    expect(await world.status(purchase)).toBe(status);
    expect(await kinds(purchase)).toEqual(told);
  });
});

describe('a payment that recurs', () => {
  it('is told with its state, and the first charge is tied to the purchase', async () => {
    const purchase = await world.buy({ interval: 'month', price: { amount: 700, currency: 'eur' } });
    await deliverAll(await newEvents());
    expect(new Set(await kinds(purchase))).toEqual(new Set(['paid', 'subscription']));
    const [state] = (await world.told(purchase)).filter(({ kind }) => kind === 'subscription');
    expect(state?.outcome).toMatchObject({ status: 'active', cancelAt: null, endedAt: null });
    const days = (Date.parse(String(state?.outcome.paidUntil)) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(27);
    expect(days).toBeLessThan(32);
    expect(
      await world.query('select initial, amount, invoice_id from payments where purchase_id = $1', [
        purchase,
      ]),
    ).toEqual([{ initial: true, amount: 700, invoice_id: expect.stringMatching(/^in_/) }]);
  });

  it('does not mind the order: everything backwards comes to the same', async () => {
    const purchase = await world.buy({ interval: 'month' });
    const events = await newEvents();
    for (const event of events.toReversed()) {
      await world.deliver(event);
      await world.quiet();
    }
    const told = await kinds(purchase);
    expect(told.filter((kind) => kind === 'paid')).toHaveLength(1);
    expect(told.indexOf('paid')).toBe(0);
    expect(told).toContain('subscription');
    expect(await world.status(purchase)).toBe('paid');
  });

  it('renews, and ends', async () => {
    const purchase = await world.buy({ interval: 'month' });
    await deliverAll(await newEvents());
    const subscription = await subscriptionOf(purchase);
    await world.helper(`subscriptions/${subscription}/renew`);
    await deliverAll(await newEvents());
    expect((await kinds(purchase)).filter((kind) => kind === 'renewed')).toHaveLength(1);
    await world.helper(`subscriptions/${subscription}/cancel`);
    await deliverAll(await newEvents());
    expect((await world.told(purchase)).at(-1)?.outcome).toMatchObject({
      status: 'canceled',
      endedAt: expect.any(String),
    });
  });
});

describe('money that goes back', () => {
  const reversals = async (purchase: string) =>
    (await world.told(purchase))
      .filter(({ kind }) => kind === 'reversed')
      .map(({ outcome }) => outcome as { refunded: { amount: number }; change: object });

  async function paymentOf(purchase: string): Promise<string> {
    const session = await world.stripe.checkout.sessions.retrieve(await world.sessionOf(purchase));
    return String(session.payment_intent);
  }

  it('in two parts: the second makes it whole', async () => {
    const purchase = await world.buy();
    await deliverAll(await newEvents());
    const payment_intent = await paymentOf(purchase);
    await world.stripe.refunds.create({ payment_intent, amount: 200 });
    await deliverAll(await newEvents());
    expect(await world.status(purchase)).toBe('paid');
    expect((await reversals(purchase)).at(-1)?.refunded.amount).toBe(200);
    await world.stripe.refunds.create({ payment_intent, amount: 300 });
    await deliverAll(await newEvents());
    expect(await world.status(purchase)).toBe('refunded');
    expect(await reversals(purchase)).toContainEqual(
      expect.objectContaining({
        refunded: { amount: 500, currency: 'eur' },
        disputed: false,
        change: expect.objectContaining({ kind: 'refund', money: { amount: -300, currency: 'eur' } }),
      }),
    );
  });

  it('before the payment was heard of: the payment is told first', async () => {
    const purchase = await world.buy();
    const paid = await newEvents();
    await world.stripe.refunds.create({ payment_intent: await paymentOf(purchase) });
    await deliverAll(await newEvents());
    expect((await kinds(purchase)).slice(0, 2)).toEqual(['paid', 'reversed']);
    await deliverAll(paid);
    expect((await kinds(purchase)).filter((kind) => kind === 'paid')).toHaveLength(1);
    expect(await world.status(purchase)).toBe('refunded');
  });

  it('of a subscription, before anything was heard of it', async () => {
    const purchase = await world.buy({ interval: 'year' });
    const paid = await newEvents();
    const session = await world.stripe.checkout.sessions.retrieve(await world.sessionOf(purchase));
    const { data } = await world.stripe.invoicePayments.list({ invoice: String(session.invoice) });
    await world.stripe.refunds.create({ payment_intent: String(data[0]?.payment.payment_intent) });
    await deliverAll(await newEvents());
    expect(await kinds(purchase)).toEqual(expect.arrayContaining(['paid', 'subscription', 'reversed']));
    expect((await kinds(purchase))[0]).toBe('paid');
    expect(await world.status(purchase)).toBe('refunded');
    await deliverAll(paid);
    expect((await kinds(purchase)).filter((kind) => kind === 'paid')).toHaveLength(1);
    expect(await world.status(purchase)).toBe('refunded');
  });

  it('by a dispute, and comes again when it is won', async () => {
    const purchase = await world.buy();
    await deliverAll(await newEvents());
    const intent = await world.stripe.paymentIntents.retrieve(await paymentOf(purchase));
    const dispute = await world.helper(`charges/${String(intent.latest_charge)}/dispute`);
    await deliverAll(await newEvents());
    expect(await world.status(purchase)).toBe('disputed');
    expect((await reversals(purchase)).at(-1)).toMatchObject({
      disputed: true,
      change: { kind: 'dispute', source: dispute.id, money: { amount: -500 } },
    });
    await world.helper(`disputes/${String(dispute.id)}/close`, { status: 'won' });
    await deliverAll(await newEvents());
    expect(await world.status(purchase)).toBe('paid');
    expect((await reversals(purchase)).at(-1)).toMatchObject({
      disputed: false,
      change: { kind: 'dispute_won', money: { amount: 500 } },
    });
  });

  it('an inquiry moves no money and is not told', async () => {
    const purchase = await world.buy();
    await deliverAll(await newEvents());
    const intent = await world.stripe.paymentIntents.retrieve(await paymentOf(purchase));
    await world.helper(`charges/${String(intent.latest_charge)}/dispute`, { kind: 'inquiry' });
    await deliverAll(await newEvents());
    expect(await world.status(purchase)).toBe('paid');
    expect(await reversals(purchase)).toEqual([]);
  });
});
