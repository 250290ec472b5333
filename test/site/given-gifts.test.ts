import { MovableClock } from '../../src/common/clock.js';
import { addDays, instantToLocalDate } from '../../src/common/dates.js';
import { GiftSweep } from '../../src/gifts/gift-sweep.service.js';
import { linkIn, mailTo } from '../journeys/support/reader.js';
import { Cast } from '../support/cast.js';
import { startTestService, type TestService } from '../support/service.js';
import { post } from './support/product.js';

const clock = new MovableClock(new Date());
let product: TestService;
let cast: Cast;

beforeAll(async () => {
  product = await startTestService({ clock, env: { RATE_LIMITS: 'off' } });
  cast = new Cast(product);
}, 60_000);

afterAll(() => product.close());

beforeEach(() => clock.moveTo(new Date()));

type Recipient = { email?: string; name?: string; deliverOn?: string; message?: string };

/** The giver's page, as their receipt leads to it. */
async function pageOf(giver: string, recipients: Recipient[]): Promise<string> {
  await cast.gives(giver, recipients);
  return linkIn(await mailTo(product, giver, /./), '/gifts/');
}

async function text(url: string): Promise<string> {
  const html = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

async function hidden(url: string): Promise<Record<string, string>> {
  const html = await (await fetch(url)).text();
  const fields = html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g);
  return Object.fromEntries([...fields].map(([, name, value]) => [name, value]));
}

const inDays = (days: number) => instantToLocalDate(addDays(clock.now(), days), 'Europe/Kyiv');
const sweep = () => product.service.app.get(GiftSweep).sweep();

describe('the giver’s page', () => {
  it('tells of each gift what has become of it', async () => {
    const page = await pageOf('ben@example.test', [
      { name: 'Cleo', email: 'cleo@example.test', deliverOn: inDays(9) },
      { name: 'Cy', email: 'cy@example.test' },
      { name: 'Grandmother' },
    ]);
    const shown = await text(page);
    expect(shown).toMatch(/Cleo Leaves by e-mail to cleo@example.test on/);
    expect(shown).toMatch(/Cy Sent to cy@example.test on/);
    expect(shown).toMatch(/Grandmother You hand on the link\./);
    await cast.redeems(await cast.linkFor('cy@example.test'), 'cy@example.test');
    expect(await text(page)).toMatch(/Cy Opened on/);
  });

  it('is kept by no cache and told to nobody, and a wrong address shows nothing', async () => {
    const page = await pageOf('bea@example.test', [{ name: 'Cleo', email: 'c1@example.test' }]);
    const answer = await fetch(page);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const wrong = [`${page.slice(0, -1)}x`, page.replace(/gifts\/[^/]+/, `gifts/${crypto.randomUUID()}`)];
    for (const url of [...wrong, `${page}/2`, `${page}/x`, `${page.slice(0, -1)}x/1`])
      expect((await fetch(url)).status).toBe(404);
  });

  it('shows 500 gifts in pages', async () => {
    const people = Array.from({ length: 500 }, (_, index) => ({ name: `Person ${index + 1}.` }));
    const page = await pageOf('bulk@example.test', people);
    expect(await text(page)).toMatch(/1–25 of 500/);
    const last = await text(`${page}?page=20`);
    expect(last).toContain('Person 500.');
    expect(last).not.toContain('Next gifts');
  });
});

describe('until it has left', () => {
  it('a gift can be given another name, address, message and day', async () => {
    const page = await pageOf('bo@example.test', [
      { name: 'Clio', email: 'clio@exmaple.test', deliverOn: inDays(9), message: 'Hapy birthday' },
    ]);
    const gift = `${page}/1`;
    const saved = await post(gift, {
      ...(await hidden(gift)),
      name: 'Cleo',
      email: 'cleo2@example.test',
      message: 'Happy birthday',
      deliverOn: inDays(20),
    });
    expect(saved.status).toBe(303);
    expect(await text(String(saved.headers.get('location')).replace(/^\//, `${product.url}/`))).toMatch(
      /Saved. The gift leaves on its day/,
    );
    clock.moveTo(addDays(clock.now(), 10));
    await sweep();
    expect(await text(page)).toMatch(/Leaves by e-mail to cleo2@example.test/);
    clock.moveTo(addDays(clock.now(), 11));
    await sweep();
    const mail = await mailTo(product, 'cleo2@example.test', /gift/i);
    expect(mail.text).toContain('Hello Cleo,');
    expect(mail.text).toContain('Happy birthday');
  });

  it('keeps what was typed, and says at each field what is wrong', async () => {
    const page = await pageOf('bud@example.test', [{ email: 'c3@example.test', deliverOn: inDays(9) }]);
    const gift = `${page}/1`;
    const answer = await post(gift, {
      ...(await hidden(gift)),
      name: 'Cleo <b>',
      email: 'c3@',
      message: 'x'.repeat(1001),
      deliverOn: inDays(9),
    });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('href="#field-email"');
    expect(html).toContain('href="#field-message"');
    expect(html).toContain('value="Cleo &lt;b&gt;"');
    const past = await post(gift, {
      ...(await hidden(gift)),
      email: 'c3@example.test',
      deliverOn: inDays(-2),
    });
    expect(past.status).toBe(422);
    expect(await past.text()).toContain('That day has passed');
  });

  it('an address can be taken away: the giver has the link, and no e-mail goes out', async () => {
    const page = await pageOf('bix@example.test', [{ email: 'c4@example.test', deliverOn: inDays(9) }]);
    const gift = `${page}/1`;
    await post(gift, { ...(await hidden(gift)), name: 'Cleo', email: '', deliverOn: inDays(9) });
    expect(await (await fetch(gift)).text()).toMatch(/value="http[^"]*\/redeem\/[\w-]{43}"/);
    clock.moveTo(addDays(clock.now(), 10));
    await sweep();
    expect(await mailCount('c4@example.test')).toBe(0);
  });

  it('a link that is handed on before its day shows nothing until then', async () => {
    const page = await pageOf('bob@example.test', [
      { name: 'Cleo', deliverOn: inDays(9), message: 'A secret' },
    ]);
    const token = /\/redeem\/([\w-]{43})"/.exec(await (await fetch(`${page}/1`)).text())?.[1] ?? '';
    const early = await fetch(`${product.url}/api/gifts/${token}`);
    expect(early.status).toBe(409);
    expect(await early.text()).not.toContain('A secret');
    expect((await cast.redeems(token, 'c9@example.test')).status).toBe(409);
    expect(await text(`${product.url}/redeem/${token}`)).toContain('This gift is for another day');
    expect(await text(`${product.url}/redeem/${token}`)).not.toContain('A secret');
    clock.moveTo(addDays(clock.now(), 10));
    expect(await text(`${product.url}/redeem/${token}`)).toContain('A secret');
  });

  it('what has left meanwhile is not sent a second time by a form from before', async () => {
    const page = await pageOf('bon@example.test', [{ email: 'c5@example.test', deliverOn: inDays(1) }]);
    const gift = `${page}/1`;
    const before = await hidden(gift);
    clock.moveTo(addDays(clock.now(), 2));
    await sweep();
    const answer = await post(gift, { ...before, name: 'Late', email: 'other5@example.test' });
    const html = await answer.text();
    expect(answer.status).toBe(409);
    expect(html).toContain('has left in the meantime');
    expect(html).toContain('value="other5@example.test"');
    expect(await mailCount('other5@example.test')).toBe(0);
  });
});

describe('after it has left', () => {
  it('is sent again to a corrected address, once, and the old link is dead', async () => {
    const page = await pageOf('bill@example.test', [{ email: 'wrong6@example.test' }]);
    const old = await cast.linkFor('wrong6@example.test');
    const gift = `${page}/1`;
    const form = { ...(await hidden(gift)), name: 'Cleo', email: 'right6@example.test' };
    const pressed = await Promise.all([post(gift, form), post(gift, form), post(gift, form)]);
    expect(pressed.map(({ status }) => status)).toEqual([303, 303, 303]);
    const fresh = await cast.linkFor('right6@example.test');
    expect(fresh).not.toBe(old);
    expect((await fetch(`${product.url}/api/gifts/${old}`)).status).toBe(404);
    expect((await cast.redeems(old, 'wrong6@example.test')).status).toBe(404);
    expect(await mailCount('right6@example.test')).toBe(1);
    expect((await cast.redeems(fresh, 'right6@example.test')).status).toBe(200);
    const answer = await post(gift, { ...(await hidden(gift)), ...form });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('accepted in the meantime');
  });

  it('somebody who asked for it by the old link does not get it any more', async () => {
    const page = await pageOf('bert@example.test', [{ email: 'wrong7@example.test' }]);
    const old = await cast.linkFor('wrong7@example.test');
    expect((await cast.redeems(old, 'stranger7@example.test')).status).toBe(202);
    const confirm = linkIn(await mailTo(product, 'stranger7@example.test', /confirm/i), '/redeem/confirm/');
    const gift = `${page}/1`;
    await post(gift, { ...(await hidden(gift)), email: 'right7@example.test' });
    expect((await post(confirm, {})).status).toBe(404);
    expect(await text(page)).toMatch(/Sent to right7@example.test/);
  });
});

async function mailCount(address: string): Promise<number> {
  const [{ count }] = await product.dataSource.query(
    'select count(*) as count from mails where recipient = $1',
    [address],
  );
  return count;
}
