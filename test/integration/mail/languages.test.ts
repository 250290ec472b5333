import { GiftSweep } from '../../../src/gifts/gift-sweep.service.js';
import { Cast } from '../../support/cast.js';
import { eventually, startTestService, type TestService } from '../../support/service.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product, 'uk-UA,uk;q=0.9,en;q=0.5');
}, 60_000);

afterAll(() => product.close());

/** The e-mails to an address and the language of each, once the one that is waited for is among them. */
async function mailsTo(address: string, awaited: string): Promise<Record<string, string>> {
  const found = await eventually(
    async () => {
      const rows: { template: string; locale: string }[] = await product.dataSource.query(
        'select template, locale from mails where recipient = $1',
        [address],
      );
      return Object.fromEntries(rows.map(({ template, locale }) => [template, locale]));
    },
    (mails) => awaited in mails,
  );
  return found;
}

const inEnglish = (path: string, body: object = {}): Promise<Response> =>
  fetch(product.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(body),
  });

describe('who did something in Ukrainian', () => {
  it('reads about their payments in it, whoever tells of them', async () => {
    const joined = await cast.joins('ann@example.test');
    await mailsTo('ann@example.test', 'membership-welcome');
    await cast.refunds(joined);
    await cast.donates('ann@example.test', 2500);
    await mailsTo('ann@example.test', 'donation-receipt');
    expect(await mailsTo('ann@example.test', 'payment-refunded')).toMatchObject({
      'membership-welcome': 'uk',
      'payment-refunded': 'uk',
      'donation-receipt': 'uk',
    });
    const [{ locale }] = await product.dataSource.query('select locale from members where email = $1', [
      'ann@example.test',
    ]);
    expect(locale).toBe('uk');
    // Staff and Stripe call a purchase what everybody else's is called.
    const [purchase] = await product.dataSource.query(
      'select description, title from purchases where id = $1',
      [joined.purchase],
    );
    expect(purchase).toEqual({
      description: 'The Meridian: Supporter membership',
      title: 'The Meridian: участь «Supporter»',
    });
    const { data } = await product.stripe.products.list();
    expect(data.map(({ name }) => name)).toContain('The Meridian: Supporter membership');
  });

  it('gives in it, and who accepts in English reads on in English', async () => {
    await cast.gives('ben@example.test', [{ email: 'cleo@example.test', name: 'Cleo' }]);
    expect(await mailsTo('cleo@example.test', 'gift-delivery')).toEqual({ 'gift-delivery': 'uk' });
    const token = await cast.linkFor('cleo@example.test');
    await inEnglish(`/api/gifts/${token}/redeem`, { email: 'cleo@example.test', name: 'Cleo' });
    expect(await mailsTo('cleo@example.test', 'gift-accepted')).toMatchObject({ 'gift-accepted': 'en' });
    expect(await mailsTo('ben@example.test', 'gift-redeemed')).toEqual({
      'gift-receipt': 'uk',
      'gift-redeemed': 'uk',
    });
  });

  it('waits in line in it, and is served in it by somebody else’s payment', async () => {
    const asked = await fetch(`${product.url}/api/pool/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'uk' },
      body: JSON.stringify({ email: 'dora@example.test', name: 'Dora' }),
    });
    expect(asked.status).toBe(202);
    const mails = await cast.mailsTo('dora@example.test', /pool\/confirm\//);
    await inEnglish(/\/pool\/confirm\/[\w-]+/.exec(mails)?.[0] ?? '');
    await mailsTo('dora@example.test', 'pool-waits');
    await new Cast(product).gives('eve@example.test', [], { pool: 1 });
    await mailsTo('eve@example.test', 'gift-receipt');
    await product.service.app.get(GiftSweep).sweep();
    expect(await mailsTo('dora@example.test', 'pool-given')).toEqual({
      'pool-confirm': 'uk',
      'pool-waits': 'uk',
      'pool-given': 'uk',
    });
  });

  it('signs up in it', async () => {
    await fetch(`${product.url}/api/newsletters/subscriptions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'uk' },
      body: JSON.stringify({ email: 'finn@example.test', lists: ['weekly'] }),
    });
    expect(await mailsTo('finn@example.test', 'newsletter-confirm')).toEqual({ 'newsletter-confirm': 'uk' });
  });
});
