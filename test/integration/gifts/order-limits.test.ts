import { Cast } from '../../support/cast.js';
import { startTestService, type TestService } from '../../support/service.js';

let product: TestService;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
});

afterAll(() => product.close());

interface Answer {
  purchase: string;
  url: string;
  gifts: number;
  price: { amount: number; currency: string };
  notes: { code: string; field: string }[];
  error: { code: string; fields: Record<string, string> };
}

interface Recipient {
  name?: string;
  email?: string;
  message?: string;
  deliverOn?: string;
}

async function order(recipients: object[], more: object = {}): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${product.url}/api/checkout/gift`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      plan: 'supporter-month',
      months: 3,
      giver: { name: 'Ben', email: 'ben@example.test' },
      recipients,
      ...more,
    }),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

function people(count: number, each: Recipient = {}): Recipient[] {
  return Array.from({ length: count }, (_, index) => ({ email: `friend-${index}@example.test`, ...each }));
}

async function priceOfOne(): Promise<number> {
  const { answer } = await order(people(1));
  return answer.price.amount;
}

describe('an order of many gifts', () => {
  it('takes 500 people with 1,000 letters each, at the price of the list', async () => {
    const { status, answer } = await order(people(500, { message: 'Ї'.repeat(1000) }));
    expect(status).toBe(201);
    expect(answer).toMatchObject({ gifts: 500, price: { amount: 500 * (await priceOfOne()) } });
    const [{ amount, quantity }] = await product.dataSource.query(
      'select amount, quantity from purchases where id = $1',
      [answer.purchase],
    );
    expect({ amount: Number(amount), quantity }).toEqual({ amount: answer.price.amount, quantity: 500 });
  });

  it.each([
    [501, /501 gifts.*500/],
    [100_000, /100,000 gifts/],
  ])('refuses %i people in words', async (count, words) => {
    const { status, answer } = await order(
      count > 1000 ? Array.from({ length: count }, () => ({})) : people(count),
    );
    expect(status).toBe(400);
    expect(answer.error.fields.recipients).toMatch(words);
  });

  it('refuses what is larger than any order', async () => {
    const { status, answer } = await order(people(500, { message: 'x'.repeat(10_000) }));
    expect(status).toBe(413);
    expect(answer.error.code).toBe('too_large');
  });

  it('names each fault at its field', async () => {
    const list = people(20);
    list[3] = { email: 'not an address' };
    list[17] = { email: 'eve@example.test', message: 'x'.repeat(1001) };
    const { answer } = await order(list);
    expect(Object.keys(answer.error.fields)).toEqual(['recipients.3.email', 'recipients.17.message']);
  });

  it('names every day that cannot be, not just the first', async () => {
    const days = ['2001-01-01', '2026-02-30', '2199-01-01', undefined];
    const { answer } = await order(people(4).map((one, index) => ({ ...one, deliverOn: days[index] })));
    expect(answer.error.fields).toEqual({
      'recipients.0.deliverOn': expect.stringMatching(/passed/),
      'recipients.1.deliverOn': expect.stringMatching(/no such day/),
      'recipients.2.deliverOn': expect.stringMatching(/more than a year/),
    });
  });

  it('asks about one address twice, and takes yes for an answer', async () => {
    const twice = [
      { email: 'Cleo@example.test' },
      { email: 'dan@example.test' },
      { email: 'cleo@example.test ' },
    ];
    const list = twice.map(({ email }) => ({ email: email.trim() }));
    const asked = await order(list);
    expect(asked.status).toBe(400);
    expect(asked.answer.error.fields).toEqual({ 'recipients.2.email': expect.stringMatching(/Gift 1/) });
    expect((await order(list, { allowDuplicates: true })).status).toBe(201);
  });

  it('says that a gift comes back to its giver', async () => {
    const { status, answer } = await order([{ email: 'cleo@example.test' }, { email: 'BEN@example.test' }]);
    expect(status).toBe(201);
    expect(answer.notes).toMatchObject([{ code: 'own_address', field: 'recipients.1.email' }]);
  });

  it('is one payment, 500 gifts, as many e-mails, one receipt, and counts 500', async () => {
    const cast = new Cast(product);
    const { purchase } = await cast.gives('paula@example.test', people(500, { message: 'Read on!' }));
    await cast.settled();
    const [gifts] = await product.dataSource.query(
      `select count(*) as count, count(distinct token_hash) as links, count(*) filter (where status = 'delivered') as delivered
       from gifts where purchase_id = $1`,
      [purchase],
    );
    expect(gifts).toEqual({ count: 500, links: 500, delivered: 500 });
    const [mails] = await product.dataSource.query(
      `select count(*) filter (where template = 'gift-delivery') as deliveries,
         count(*) filter (where template = 'gift-receipt') as receipts from mails`,
    );
    expect(mails).toEqual({ deliveries: 500, receipts: 1 });
    const [{ sum, paid }] = await product.dataSource.query(
      `select sum(delta) as sum, sum(amount) as paid from ledger_entries where purchase_id = $1`,
      [purchase],
    );
    expect({ sum: Number(sum), paid: Number(paid) }).toEqual({ sum: 500, paid: 500 * (await priceOfOne()) });
  });
});
