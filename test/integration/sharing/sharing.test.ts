import { Cast } from '../../support/cast.js';
import { staffToken, startTestService, type TestService } from '../../support/service.js';
import { Sharers } from '../../../src/sharing/sharers.service.js';

let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);
afterAll(() => product.close());

const sharers = (): Sharers => product.service.app.get(Sharers);
const broughtBy = async (email: string) => sharers().broughtBy(await sharers().of(email));

async function joinsThrough(ref: string, email: string) {
  const { purchase, url } = await cast.opens('membership', {
    plan: 'supporter-month',
    email,
    attribution: { ref },
  });
  const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
  await cast.pays(session, email);
  await cast.settled();
  return { purchase, session };
}

describe('somebody who shares links', () => {
  it('has one code, however many ask for it at once, that says nothing of who it is', async () => {
    const found = await Promise.all(Array.from({ length: 10 }, () => sharers().of('Ann@Example.test')));
    expect(new Set(found.map(({ code }) => code)).size).toBe(1);
    expect(found[0]?.code).toMatch(/^[\w-]{12}$/);
  });

  it('is told whom they brought, not themselves, and not who was refunded', async () => {
    const { code } = await sharers().of('ann@example.test');
    await joinsThrough(code, 'ann@example.test');
    const ben = await joinsThrough(code, 'ben@example.test');
    await joinsThrough(code, 'cleo@example.test');
    await joinsThrough('nobody-has-this', 'dora@example.test');
    expect(await broughtBy('ann@example.test')).toEqual({ members: 2, gifts: 0 });
    await cast.refunds({ ...ben });
    await cast.settled();
    expect(await broughtBy('ann@example.test')).toEqual({ members: 1, gifts: 0 });
  });

  it('counts each gift of an order', async () => {
    const { code } = await sharers().of('eve@example.test');
    const { url } = await cast.opens('gift', {
      plan: 'supporter-month',
      months: 3,
      giver: { name: 'Fay', email: 'fay@example.test' },
      recipients: [{ name: 'A' }, { name: 'B' }],
      attribution: { ref: code },
    });
    await cast.pays(/cs_test_\w+/.exec(url)?.[0] ?? '', 'fay@example.test');
    await cast.settled();
    expect(await broughtBy('eve@example.test')).toEqual({ members: 0, gifts: 2 });
  });

  it('is on the public list only while they want to be, under the name that they gave', async () => {
    const list = async (): Promise<string> => (await fetch(`${product.url}/spread`)).text();
    expect(await list()).not.toContain('Who brought the most');
    await sharers().list('ann@example.test', '<b>Ann</b>');
    expect(await list()).toContain('&lt;b&gt;Ann&lt;/b&gt;');
    await sharers().list('ann@example.test', ' ');
    expect(await list()).not.toContain('Ann');
  });

  it.each([
    ['a name that turns the line around', 'Ann\u202Enom\u2066', 'Ann nom'],
    ['line breaks', 'Ann\r\n\tfrom Lviv', 'Ann from Lviv'],
    ['marks heaped upon a letter', `A${'\u0300'.repeat(40)}nn`, 'A\u0300\u0300nn'],
    ['a letter of two halves at the end', `${'x'.repeat(59)}🧡🧡`, `${'x'.repeat(59)}🧡<`],
  ])('is named in one plain line, also with %s', async (_what, typed, shown) => {
    await sharers().list('ann@example.test', typed);
    expect(await (await fetch(`${product.url}/spread`)).text()).toContain(shown);
  });

  it('is not named by letters that nobody can see', async () => {
    for (const typed of ['\u200b\u200b', '\u3164', '\u115f \ufe0f', '…']) {
      await sharers().list('ann@example.test', 'Ann');
      await sharers().list('ann@example.test', typed);
      const { listedAs } = await sharers().of('ann@example.test');
      expect(listedAs).toBeNull();
    }
  });

  it('is taken off the list by staff, who say why and leave a line in the audit log', async () => {
    const { code } = await sharers().of('ann@example.test');
    await sharers().list('ann@example.test', 'Buy my watches');
    const act = (reason: string): Promise<Response> =>
      fetch(`${product.url}/api/staff/sharers/${code}/take-off`, {
        method: 'POST',
        headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ reason }),
      });
    expect((await act('')).status).toBe(400);
    expect((await act('An advertisement')).status).toBe(200);
    expect((await act('An advertisement')).status).toBe(404);
    expect(await (await fetch(`${product.url}/spread`)).text()).not.toContain('watches');
    const seen = await fetch(`${product.url}/api/staff/sharers`, {
      headers: { authorization: `Bearer ${staffToken}` },
    });
    expect(await seen.json()).toMatchObject({
      sharers: expect.arrayContaining([
        expect.objectContaining({ email: 'ann@example.test', members: 1, listedAs: null }),
      ]),
    });
    expect(
      await product.dataSource.query('select action, details from audit_entries where subject = $1', [
        `sharer:${code}`,
      ]),
    ).toEqual([{ action: 'sharer.take_off', details: { reason: 'An advertisement' } }]);
  });
});

describe('the way that a reader came', () => {
  const cameBy = async (purchase: string): Promise<Record<string, string>> => {
    const [row] = await product.dataSource.query('select attribution from purchases where id = $1', [
      purchase,
    ]);
    return row.attribution;
  };

  it('stays with the purchase, and Stripe hears nothing of it', async () => {
    const attribution = {
      source: 'banner',
      placement: 'article-end',
      variant: 'b',
      page: '/news/1',
      term: 'x',
    };
    const email = 'gil@example.test';
    const { purchase, url } = await cast.opens('membership', { plan: 'supporter-month', email, attribution });
    const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
    await cast.pays(session, email);
    await cast.settled();
    expect(await cameBy(purchase)).toEqual(attribution);
    const kept = JSON.stringify(
      await product.stripe.checkout.sessions.retrieve(session, { expand: ['subscription'] }),
    );
    expect(kept).not.toMatch(/article-end|\/news\/1/);
    const report = await fetch(`${product.url}/api/staff/campaigns/birthday/report?by=placement`, {
      headers: { authorization: `Bearer ${staffToken}` },
    });
    const { sources } = (await report.json()) as { sources: { source: string | null }[] };
    expect(sources).toContainEqual({ source: 'article-end', entries: 1, change: 1 });
  });

  it('is read from the address and from the page before, without that page’s query', async () => {
    const page = await fetch(`${product.url}/join?utm_source=newsletter&variant=b`, {
      headers: { referer: 'https://paper.example/news/1?token=secret' },
    });
    const html = await page.text();
    expect(html).toContain('name="referrer" value="https://paper.example/news/1"');
    expect(html).toContain('name="variant" value="b"');
    expect(html).not.toContain('token=secret');
    const own = await fetch(`${product.url}/join`, { headers: { referer: `${product.url}/` } });
    expect(await own.text()).not.toContain('name="referrer"');
  });

  it('is refused where it is no short text', async () => {
    const body = { plan: 'supporter-month', attribution: { placement: 'x'.repeat(201) } };
    const answer = await fetch(`${product.url}/api/checkout/membership`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { fields: { 'attribution.placement': 'At most 200 characters, please.' } },
    });
  });
});
