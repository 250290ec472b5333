import type { Browser } from 'playwright-core';
import { linkIn, mailTo } from '../journeys/support/reader.js';
import { launchBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { startTestService, type TestService } from '../support/service.js';
import { post } from './support/product.js';
import { objections, overflow, visit } from './support/visit.js';

let product: TestService;
let browser: Browser;
let cast: Cast;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
  cast = new Cast(product);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

async function giftFor(email: string): Promise<string> {
  await cast.gives('ben@example.test', [{ email, name: 'Cleo', message: 'Read on,\nCleo & all' }]);
  return linkIn(await mailTo(product, email, /gift/i), '/redeem/');
}

async function heading(answer: Response): Promise<string> {
  return /<h1[^>]*>([^<]+)/.exec(await answer.text())?.[1] ?? '';
}

describe('a gift’s link', () => {
  it('shows the message in its own lines, and gives axe nothing to object to', async () => {
    const link = await giftFor('cleo@example.test');
    const { page, errors, leave } = await visit(browser, link, { width: 320 });
    expect(await page.locator('blockquote').innerText()).toBe('Read on,\nCleo & all');
    expect(await objections(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    await leave();
  });

  it('asks again for what is missing, and keeps the rest', async () => {
    const answer = await post(await giftFor('cora@example.test'), { name: 'Cora', email: 'cora@' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('href="#field-email"');
    expect(html).toContain('value="Cora"');
  });

  it('asks another address by e-mail, where opening the link is not enough', async () => {
    const link = await giftFor('cyd@example.test');
    const asked = await post(link, { name: 'Cyd', email: 'cyd.private@example.test' });
    expect(await heading(asked)).toBe('Please check your mail');
    const confirm = linkIn(await mailTo(product, 'cyd.private@example.test', /confirm/i), '/redeem/confirm/');
    expect(await heading(await fetch(confirm, { headers: { accept: 'text/html' } }))).toBe(
      'One press, and it is yours',
    );
    expect(await heading(await fetch(link))).toContain('gave you a membership');
    expect(await heading(await post(confirm, {}))).toBe('It’s yours. Welcome!');
    expect(await heading(await fetch(link))).toBe('This gift has been accepted already');
  });

  it('says when its time has passed', async () => {
    const link = await giftFor('cleo.late@example.test');
    await product.dataSource.query(
      `update gifts set claim_until = '2020-01-01' where recipient_email like 'cleo.late%'`,
    );
    const answer = await fetch(link);
    expect(answer.status).toBe(410);
    expect(await heading(answer)).toBe('This gift has expired');
  });
});

describe('the thank-you page', () => {
  it('shows what happens next, a link to share, and the receipt', async () => {
    const { purchase } = await cast.joins('ann@example.test');
    const { page, errors, leave } = await visit(browser, `${product.url}/thanks/${purchase}`);
    await page.getByRole('heading', { name: 'You’re a member. Thank you.' }).waitFor();
    expect(await page.getByLabel('Link to share').inputValue()).toMatch(
      /\/campaigns\/birthday\?utm_source=share&ref=[\w-]{12}$/,
    );
    expect(await page.getByText(purchase).isVisible()).toBe(true);
    expect(await objections(page)).toEqual([]);
    expect(errors).toEqual([]);
    await leave();
  });

  it('waits by itself for a payment that is still on its way', async () => {
    const { purchase, url } = await cast.opens('donation', {
      amount: { amount: 2500, currency: 'eur' },
      interval: 'once',
    });
    const { page, leave } = await visit(browser, `${product.url}/thanks/${purchase}`);
    await page.getByRole('heading', { name: 'This payment is not finished' }).waitFor();
    const session = /cs_test_\w+/.exec(url)?.[0] ?? '';
    await cast.pays(session, 'dora@example.test');
    await page.getByRole('heading', { name: 'Thank you for your donation.' }).waitFor();
    await leave();
  });
});

describe('the public ledger', () => {
  it('lists each change without the people', async () => {
    const html = await (await fetch(`${product.url}/campaigns/birthday/ledger`)).text();
    expect(html).toContain('A membership was given');
    expect(html).toContain('Somebody became a member');
    expect(html).not.toMatch(/ann@|ben@|Cleo/);
  });
});
