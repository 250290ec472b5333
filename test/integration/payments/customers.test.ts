import { Checkout } from '../../../src/payments/checkout.service.js';
import { aRequest, startService, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

const monthly = (email?: string) => world.start({ interval: 'month', email });

async function sessionFor(purchase: string) {
  return world.stripe.checkout.sessions.retrieve(await world.sessionOf(purchase));
}

async function customersOf(email: string) {
  return (await world.stripe.customers.list({ email, limit: 100 })).data;
}

async function customerOf(email: string): Promise<string> {
  const [row] = await world.query<{ id: string }>('select id from stripe_customers where email = $1', [
    email,
  ]);
  return row?.id ?? '';
}

/** Pays and delivers what comes of it. */
async function pay(purchase: string, body: object = {}): Promise<void> {
  const session = await world.sessionOf(purchase);
  await world.helper(`checkout/sessions/${session}/pay`, { card: '4242424242424242', ...body });
  for (const event of await world.events('checkout.session.completed')) await world.deliver(event);
  await world.quiet();
}

describe('a checkout that recurs', () => {
  it('is for one customer, however the same address is written', async () => {
    const first = await monthly('Ann@Example.test');
    const second = await monthly(' ann@example.test');
    const [customer, ...others] = await customersOf('ann@example.test');
    expect(others).toEqual([]);
    for (const { purchase } of [first, second])
      expect(await sessionFor(purchase)).toMatchObject({ customer: customer?.id, customer_email: null });
    expect(await customerOf('ann@example.test')).toBe(customer?.id);
  });

  it('tells Stripe the address, and besides it only a reference that tells nothing', async () => {
    await monthly('plain@example.test');
    const [customer] = await customersOf('plain@example.test');
    expect(customer).toMatchObject({
      name: null,
      metadata: { customer: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('makes one customer for two people who press at the same instant, in two processes', async () => {
    const other = await startService(world.database.url, world.standin.url, world.standin.secretKey);
    try {
      const pressBoth = async (email: string): Promise<void> => {
        const request = { interval: 'month' as const, email };
        const both = await Promise.all([
          world.start(request),
          other.app.get(Checkout).start(aRequest(request)),
        ]);
        const customers = await customersOf(email);
        expect(customers).toHaveLength(1);
        for (const { purchase } of both) expect((await sessionFor(purchase)).customer).toBe(customers[0]?.id);
      };
      // Which of the row's two keys they meet at is a matter of microseconds.
      await Promise.all(Array.from({ length: 12 }, (_, pair) => pressBoth(`twins-${pair}@example.test`)));
    } finally {
      await other.app.close();
    }
  });

  it('is the same page when the purchase is tried again, also where its answer was lost', async () => {
    const { purchase } = await monthly('again@example.test');
    const session = await world.sessionOf(purchase);
    await world.query('update purchases set session_id = null, session_url = null where id = $1', [purchase]);
    await world.checkout.resume(purchase);
    expect(await world.sessionOf(purchase)).toBe(session);
  });

  it('makes a customer anew who was deleted at Stripe, whether we have heard of that or not', async () => {
    await monthly('gone@example.test');
    const gone = await customerOf('gone@example.test');
    await world.stripe.customers.del(gone);
    const { purchase } = await monthly('gone@example.test');
    const anew = await customerOf('gone@example.test');
    expect(anew).not.toBe(gone);
    expect((await sessionFor(purchase)).customer).toBe(anew);

    await world.stripe.customers.del(anew);
    await world.query('delete from stripe_customers where id = $1', [anew]);
    const after = await monthly('gone@example.test');
    const third = await customerOf('gone@example.test');
    expect(new Set([gone, anew, third]).size).toBe(3);
    expect((await sessionFor(after.purchase)).customer).toBe(third);
  });

  it('opens its page although the customer was deleted after the first try', async () => {
    const { purchase } = await monthly('unlucky@example.test');
    await world.query('update purchases set session_id = null, session_url = null where id = $1', [purchase]);
    await world.stripe.customers.del(await customerOf('unlucky@example.test'));
    expect((await world.checkout.resume(purchase)).url).toMatch(/^http/);
  });

  it('says at the field that an address is none', async () => {
    await expect(monthly('not-an-address@nowhere')).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { email: expect.any(String) },
    });
  });
});

describe('a checkout that is paid once', () => {
  it('leaves no customer behind', async () => {
    const { purchase } = await world.start({ interval: 'once', email: 'once@example.test' });
    expect(await sessionFor(purchase)).toMatchObject({ customer: null, customer_email: 'once@example.test' });
    expect(await customerOf('once@example.test')).toBe('');
  });
});

describe('an address that was typed only on Stripe’s page', () => {
  it('keeps the customer whom Stripe made', async () => {
    const { purchase } = await monthly();
    await pay(purchase, { email: 'Late@example.test' });
    const { customer } = await sessionFor(purchase);
    expect(await customerOf('late@example.test')).toBe(customer);
    const next = await monthly('late@example.test');
    expect((await sessionFor(next.purchase)).customer).toBe(customer);
  });
});

describe('who types somebody else’s address', () => {
  it('does not get to see another address that its owner has at Stripe by now', async () => {
    await monthly('moved@example.test');
    const before = await customerOf('moved@example.test');
    await world.stripe.customers.update(before, { email: 'secret@example.test' });
    const { purchase } = await monthly('moved@example.test');
    const session = await sessionFor(purchase);
    expect(session.customer).not.toBe(before);
    expect(session.customer_details?.email).toBe('moved@example.test');
    const again = await monthly('moved@example.test');
    expect((await sessionFor(again.purchase)).customer).toBe(session.customer);
  });

  it('does not get to see, or use, a card that its owner has saved', async () => {
    const { purchase } = await monthly('saved@example.test');
    await pay(purchase);
    const customer = await customerOf('saved@example.test');
    const [card] = (await world.stripe.customers.listPaymentMethods(customer)).data;
    await world.stripe.paymentMethods.update(card?.id ?? '', { allow_redisplay: 'always' });
    const { purchase: stranger } = await monthly('saved@example.test');
    const session = await sessionFor(stranger);
    expect(session.customer).toBe(customer);
    expect(session.saved_payment_method_options).toBeNull();
    const shown = await world.stripe.customers.listPaymentMethods(customer, { allow_redisplay: 'always' });
    expect(shown.data).toEqual([]);
  });

  it('changes nothing of the customer’s by what they type', async () => {
    await monthly('owner@example.test');
    const before = await world.stripe.customers.retrieve(await customerOf('owner@example.test'));
    const { purchase } = await world.start({
      interval: 'month',
      email: 'owner@example.test',
      name: 'A Stranger',
    });
    await pay(purchase, { name: 'A Stranger', email: 'stranger@example.test' });
    expect(await world.stripe.customers.retrieve(before.id)).toMatchObject({
      name: null,
      email: 'owner@example.test',
    });
  });
});
