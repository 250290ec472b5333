import { Purchases } from '../../../src/payments/purchases.service.js';
import { startService, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

const completedOf = async (purchase: string) => {
  const events = await world.events('checkout.session.completed');
  const event = events.find(({ data }) => JSON.stringify(data.object).includes(purchase));
  if (!event) throw new Error('the page was not paid');
  return event;
};

describe('one event that always fails', () => {
  it('does not hold up the others, and is parked without a word of what was in it', async () => {
    const poisoned = await world.buy({ details: { poison: true } });
    const others = [await world.buy(), await world.buy()];
    const bad = await completedOf(poisoned);
    await Promise.all([
      world.deliver(bad),
      ...others.map(async (purchase) => world.deliver(await completedOf(purchase))),
    ]);
    await world.quiet();
    expect(await Promise.all(others.map((purchase) => world.status(purchase)))).toEqual(['paid', 'paid']);
    const row = await world.eventRow(bad.id);
    expect(row).toMatchObject({ state: 'parked', attempts: 12 });
    expect(row?.note).not.toContain('ann@example.test');
    // All or nothing: what the handler wrote before it failed is not there.
    expect(await world.told(poisoned)).toEqual([]);
    expect(await world.status(poisoned)).toBe('open');
  });

  it('is applied after a person mended the cause and replayed it', async () => {
    const poisoned = await world.buy({ details: { poison: true } });
    const bad = await completedOf(poisoned);
    await world.deliver(bad);
    await world.quiet();
    await world.query("update purchases set details = '{}' where id = $1", [poisoned]);
    await world.inbox.replay(bad.id);
    await world.quiet();
    expect(await world.eventRow(bad.id)).toMatchObject({ state: 'applied', note: null });
    expect(await world.told(poisoned)).toHaveLength(1);
  });
});

describe('what is not ours', () => {
  it('is listed as foreign and left alone', async () => {
    const product = await world.stripe.products.create({ name: 'A poster' });
    const session = await world.stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://elsewhere.test/',
      line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 900, product: product.id } }],
    });
    await world.helper(`checkout/sessions/${session.id}/pay`, { card: '4242424242424242' });
    const paid = await world.stripe.checkout.sessions.retrieve(session.id);
    await world.stripe.refunds.create({ payment_intent: String(paid.payment_intent) });
    const foreign = (await world.events()).filter(({ data }) =>
      JSON.stringify(data.object).includes(session.id),
    );
    const refunds = await world.events('refund.created');
    for (const event of [...foreign, ...refunds]) await world.deliver(event);
    await world.quiet();
    const completed = foreign.find(({ type }) => type === 'checkout.session.completed');
    expect(await world.eventRow(completed?.id ?? '')).toMatchObject({ state: 'foreign' });
    expect(await world.eventRow(refunds.at(-1)?.id ?? '')).toMatchObject({ state: 'foreign' });
  });

  it('a purchase of another installation is foreign too', async () => {
    const purchase = await world.buy();
    const event = await completedOf(purchase);
    const text = JSON.stringify(event).replaceAll(purchase, '0190b5a0-0000-7000-8000-000000000000');
    await world.deliver(JSON.parse(text));
    await world.quiet();
    expect(await world.eventRow(event.id)).toMatchObject({ state: 'foreign' });
    expect(await world.status(purchase)).toBe('open');
  });
});

describe('at once', () => {
  it('the success page and the webhook have one effect', async () => {
    const purchases = world.app.get(Purchases);
    for (let round = 0; round < 5; round += 1) {
      const purchase = await world.buy();
      const event = await completedOf(purchase);
      const [settled] = await Promise.all([
        purchases.settle(purchase),
        world.deliver(event),
        purchases.settle(purchase),
      ]);
      expect(settled?.status).toBe('paid');
      await world.quiet();
      expect(await world.told(purchase)).toHaveLength(1);
    }
  });

  it('the success page alone settles what was paid', async () => {
    const purchase = await world.buy();
    await world.app.get(Purchases).settle(purchase);
    expect(await world.status(purchase)).toBe('paid');
    const [told] = await world.told(purchase);
    expect(told?.outcome).toMatchObject({ eventId: null });
    // The time of the charge, not of the asking.
    expect(Math.abs(Date.parse(String(told?.outcome.at)) - Date.now())).toBeLessThan(10_000);
  });

  it('two processes that drain one inbox apply each event once', async () => {
    const second = await startService(world.database.url, world.standin.url, world.standin.secretKey);
    try {
      const purchases = await Promise.all(Array.from({ length: 6 }, () => world.buy({ interval: 'month' })));
      const events = await world.events();
      await Promise.all(events.map((event) => world.deliver(event)));
      await world.quiet();
      for (const purchase of purchases) {
        const kinds = (await world.told(purchase)).map(({ kind }) => kind);
        expect(kinds.filter((kind) => kind === 'paid')).toHaveLength(1);
        expect(kinds).toContain('subscription');
      }
    } finally {
      await second.app.close();
    }
  });
});
