import { startTestService, type TestService } from '../../support/service.js';

let product: TestService;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
});

afterAll(() => product.close());

interface Problem {
  error: { code: string; message: string; fields?: Record<string, string> };
}

async function post(path: string, body: unknown): Promise<{ status: number; problem: Problem }> {
  const answer = await fetch(product.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, problem: (await answer.json()) as Problem };
}

const membership = { plan: 'supporter-month' };
const gift = {
  plan: 'supporter-month',
  months: 3,
  giver: { name: 'Ben', email: 'ben@example.test' },
  recipients: [{ name: 'Cleo', email: 'cleo@example.test' }],
};
const donation = { amount: { amount: 2500, currency: 'eur' }, interval: 'once' };

describe('bad input', () => {
  afterEach(async () => {
    expect(await product.dataSource.query('select id from purchases')).toEqual([]);
    expect((await product.stripe.checkout.sessions.list()).data).toEqual([]);
  });

  it.each<[string, string, unknown, string]>([
    ['an unknown plan', 'membership', { plan: 'gold' }, 'plan'],
    ['no plan', 'membership', {}, 'plan'],
    ['a plan that is no text', 'membership', { plan: { $gt: '' } }, 'plan'],
    ['a malformed e-mail', 'membership', { ...membership, email: 'ann@' }, 'email'],
    ['an e-mail as a list', 'membership', { ...membership, email: ['ann@example.test'] }, 'email'],
    [
      'an e-mail that is too long',
      'membership',
      { ...membership, email: `${'a'.repeat(300)}@example.test` },
      'email',
    ],
    ['an unknown field', 'membership', { ...membership, price: 1 }, 'price'],
    ['an unknown campaign', 'membership', { ...membership, campaign: 'nowhere' }, 'campaign'],
    ['an endless name', 'membership', { ...membership, name: 'x'.repeat(5000) }, 'name'],
    ['a donation of 0', 'donation', { ...donation, amount: { amount: 0, currency: 'eur' } }, 'amount.amount'],
    [
      'a negative donation',
      'donation',
      { ...donation, amount: { amount: -500, currency: 'eur' } },
      'amount.amount',
    ],
    [
      'a fraction of a cent',
      'donation',
      { ...donation, amount: { amount: 500.5, currency: 'eur' } },
      'amount.amount',
    ],
    [
      'an amount as text',
      'donation',
      { ...donation, amount: { amount: '500', currency: 'eur' } },
      'amount.amount',
    ],
    [
      'a donation over the maximum',
      'donation',
      { ...donation, amount: { amount: 1e9, currency: 'eur' } },
      'amount.amount',
    ],
    [
      'a donation under the minimum',
      'donation',
      { ...donation, amount: { amount: 10, currency: 'eur' } },
      'amount.amount',
    ],
    [
      'an unsupported currency',
      'donation',
      { ...donation, amount: { amount: 500, currency: 'xau' } },
      'amount.currency',
    ],
    ['an amount without currency', 'donation', { ...donation, amount: { amount: 500 } }, 'amount.currency'],
    ['a donation every week', 'donation', { ...donation, interval: 'week' }, 'interval'],
    ['an unknown term', 'gift', { ...gift, months: 5 }, 'months'],
    ['a gift from nobody', 'gift', { ...gift, giver: undefined }, 'giver'],
    ['a giver without an address', 'gift', { ...gift, giver: { name: 'Ben' } }, 'giver.email'],
    ['a gift for nobody', 'gift', { ...gift, recipients: [] }, 'recipients'],
    [
      'a recipient with a bad address',
      'gift',
      { ...gift, recipients: [{ email: 'cleo' }] },
      'recipients.0.email',
    ],
    [
      'a gift in the past',
      'gift',
      { ...gift, recipients: [{ email: 'c@example.test', deliverOn: '2020-01-01' }] },
      'recipients.0.deliverOn',
    ],
    [
      'a gift on no date',
      'gift',
      { ...gift, recipients: [{ email: 'c@example.test', deliverOn: '2026-02-31' }] },
      'recipients.0.deliverOn',
    ],
    [
      'a message without end',
      'gift',
      { ...gift, recipients: [{ email: 'c@example.test', message: 'x'.repeat(5000) }] },
      'recipients.0.message',
    ],
  ])('%s is refused at its field', async (_what, purpose, body, field) => {
    const { status, problem } = await post(`/api/checkout/${purpose}`, body);
    expect(status).toBe(400);
    expect(problem.error.code).toBe('invalid_input');
    expect(Object.keys(problem.error.fields ?? {})).toEqual([field]);
    expect(problem.error.fields?.[field]).toMatch(/^[A-Z].+[.!]$/);
  });

  it.each<[string, string, number]>([
    ['JSON that does not parse', '{"plan": ', 400],
    ['a list', '[]', 400],
    ['nothing', 'null', 400],
    ['a huge body', JSON.stringify({ plan: 'x'.repeat(100_000) }), 413],
    ['a poisoned prototype', '{"__proto__": {"admin": true}, "plan": "supporter-month"}', 400],
  ])('%s is refused', async (_what, body, expected) => {
    const { status, problem } = await post('/api/checkout/membership', body);
    expect(status).toBe(expected);
    expect(problem.error.message).not.toMatch(/\bat \w+ \(|node_modules|Error:/);
  });
});
