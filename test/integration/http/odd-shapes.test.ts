import { startTestService, staffToken, type TestService } from '../../support/service.js';

let product: TestService;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
}, 60_000);

afterAll(() => product.close());

const gift = {
  plan: 'supporter-month',
  months: 3,
  giver: { name: 'Ben', email: 'ben@example.test' },
  recipients: [{ name: 'Cleo', email: 'cleo@example.test' }],
};
const plan = { plan: 'supporter-month' };
const donation = { amount: { amount: 2500, currency: 'eur' }, interval: 'once' };

describe('values of another shape than expected', () => {
  it.each<[string, string, object, string]>([
    ['recipients that are null', 'gift', { ...gift, recipients: [null] }, 'recipients'],
    ['recipients that are texts', 'gift', { ...gift, recipients: ['cleo@example.test'] }, 'recipients'],
    ['recipients that are lists', 'gift', { ...gift, recipients: [[]] }, 'recipients'],
    ['recipients that are no list', 'gift', { ...gift, recipients: { 0: {} } }, 'recipients'],
    ['a giver that is a list', 'gift', { ...gift, giver: [] }, 'giver'],
    ['a giver that is a text', 'gift', { ...gift, giver: 'Ben' }, 'giver'],
    [
      'a day that is a number',
      'gift',
      { ...gift, recipients: [{ deliverOn: 20261224 }] },
      'recipients.0.deliverOn',
    ],
    ['a name that is a list', 'gift', { ...gift, recipients: [{ name: ['a'] }] }, 'recipients.0.name'],
    [
      'a message that is an object',
      'gift',
      { ...gift, recipients: [{ message: {} }] },
      'recipients.0.message',
    ],
    ['months as a text', 'gift', { ...gift, months: '3' }, 'months'],
    ['an unknown field of a recipient', 'gift', { ...gift, recipients: [{ vip: true }] }, 'recipients.0.vip'],
    [
      'an unknown field of the attribution',
      'membership',
      { ...plan, attribution: { x: 'y' } },
      'attribution.x',
    ],
    ['an attribution that is a list', 'membership', { ...plan, attribution: [] }, 'attribution'],
    [
      'a source that is a number',
      'membership',
      { ...plan, attribution: { source: 5 } },
      'attribution.source',
    ],
    ['a campaign that is a number', 'membership', { ...plan, campaign: 5 }, 'campaign'],
    ['an amount that is a number', 'donation', { ...donation, amount: 2500 }, 'amount'],
    ['an amount that is a list', 'donation', { ...donation, amount: [2500, 'eur'] }, 'amount'],
    [
      'a currency that every object has',
      'donation',
      { ...donation, amount: { amount: 500, currency: 'constructor' } },
      'amount.currency',
    ],
    [
      'an amount beyond safe integers',
      'donation',
      { ...donation, amount: { amount: 2 ** 60, currency: 'eur' } },
      'amount.amount',
    ],
    ['a dedication that is a list', 'donation', { ...donation, dedication: ['x'] }, 'dedication'],
  ])('%s: refused at its field', async (_what, purpose, body, field) => {
    const answer = await fetch(`${product.url}/api/checkout/${purpose}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { fields: Record<string, string> } };
    expect(Object.keys(error.fields)).toContain(field);
    for (const message of Object.values(error.fields)) expect(message).toMatch(/^[A-Z].+[.!]$/);
  });

  it.each<[string, string, object]>([
    ['no e-mail', 'membership', { ...plan, email: null, name: null, campaign: null, attribution: null }],
    ['no dedication', 'donation', { ...donation, email: null, name: null, dedication: null }],
    [
      'nothing of a recipient',
      'gift',
      { ...gift, recipients: [{ name: null, email: null, message: null, deliverOn: null }] },
    ],
  ])('null for %s is as if it were not there', async (_what, purpose, body) => {
    const answer = await fetch(`${product.url}/api/checkout/${purpose}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
  });
});

describe('GET /api/membership', () => {
  const ask = (query: string, token = staffToken) =>
    fetch(`${product.url}/api/membership${query}`, { headers: { authorization: `Bearer ${token}` } });

  it('says no to an address that nobody has', async () => {
    expect(await (await ask('?email=nobody@example.test')).json()).toEqual({ member: false });
  });

  it.each(['', '?email=', '?email=a@example.test&email=b@example.test', '?email[x]=a'])(
    'with “%s” is refused',
    async (query) => {
      expect((await ask(query)).status).toBe(400);
    },
  );

  it('tells nobody without a session or the token', async () => {
    expect((await fetch(`${product.url}/api/membership?email=a@example.test`)).status).toBe(401);
    expect((await ask('?email=a@example.test', 'guess')).status).toBe(401);
  });
});
