import { startTestService, type TestService } from '../../support/service.js';

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
const donation = { amount: { amount: 2500, currency: 'eur' }, interval: 'once' };
const NUL = 'a\u0000b';
const half = 'a\ud800b';

describe('what PostgreSQL cannot store', () => {
  it.each<[string, string, object]>([
    ['a plan with a zero byte', 'membership', { plan: NUL }],
    ['a campaign with a zero byte', 'membership', { plan: 'supporter-month', campaign: NUL }],
    ['a name with a zero byte', 'membership', { plan: 'supporter-month', name: NUL }],
    ['a source with a zero byte', 'membership', { plan: 'supporter-month', attribution: { source: NUL } }],
    [
      'a source with half a character',
      'membership',
      { plan: 'supporter-month', attribution: { source: half } },
    ],
    ['a dedication with a zero byte', 'donation', { ...donation, dedication: NUL }],
    ['a dedication with half a character', 'donation', { ...donation, dedication: half }],
    ['a message with half a character', 'gift', { ...gift, recipients: [{ message: half }] }],
    ['a term beyond integers', 'gift', { ...gift, months: 1e12 }],
    ['a negative term', 'gift', { ...gift, months: -3 }],
    ['a giver of blanks', 'gift', { ...gift, giver: { name: '   ', email: 'ben@example.test' } }],
    ['a day of zeros', 'gift', { ...gift, recipients: [{ deliverOn: '0000-00-00' }] }],
  ])('%s is refused, or mended', async (_what, purpose, body) => {
    const answer = await fetch(`${product.url}/api/checkout/${purpose}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('fields')]);
  });

  it.each(['/api/gifts/%00', '/api/purchases/%00', '/api/campaigns/%00'])('%s is not there', async (path) => {
    expect((await fetch(product.url + path)).status).toBe(404);
  });

  it('a redeemer with a zero byte is refused', async () => {
    const answer = await fetch(`${product.url}/api/gifts/${'x'.repeat(43)}/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'a@example.test', name: NUL }),
    });
    expect([400, 404]).toContain(answer.status);
  });
});
