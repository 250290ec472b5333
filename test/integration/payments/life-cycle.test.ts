import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

describe('a payment once', () => {
  it('is told when the page was paid, with what was paid and by whom', async () => {
    const purchase = await world.buy({ email: 'ann@example.test' });
    expect(await world.status(purchase)).toBe('open');
    const [completed] = await world.events('checkout.session.completed');
    expect((await world.deliver(completed ?? {})).status).toBe(200);
    await world.quiet();
    expect(await world.status(purchase)).toBe('paid');
    expect(await world.told(purchase)).toMatchObject([
      {
        kind: 'paid',
        outcome: {
          eventId: completed?.id,
          payment: { initial: true, price: { amount: 500, currency: 'eur' } },
          payer: { email: 'ann@example.test' },
        },
      },
    ]);
  });
});
