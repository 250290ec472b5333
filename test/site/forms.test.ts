import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';
import { post } from './support/product.js';
import { objections, visit } from './support/visit.js';

let product: TestService;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

async function purchases(): Promise<Record<string, unknown>[]> {
  return product.dataSource.query('select * from purchases order by created_at');
}

describe('a form that is sent with faults', () => {
  const gift = {
    term: 'supporter-month:6',
    giverName: 'Ben',
    giverEmail: 'ben@example.test',
    message: 'Read on, <b>Cleo</b> & all',
  };

  it.each([
    ['/join', { plan: 'supporter-month', email: 'ann@', name: 'Ann' }, 'field-email', 'Ann'],
    ['/join', { name: 'Ann' }, 'field-plan', 'Ann'],
    ['/join', { plan: 'no-such-plan', name: 'Ann' }, 'field-plan', 'Ann'],
    ['/donate', { interval: 'once', name: 'Dora' }, 'field-amount', 'Dora'],
    ['/donate', { interval: 'once', amount: 'own', ownAmount: '-3', name: 'Dora' }, 'field-ownAmount', '-3'],
    [
      '/donate',
      { interval: 'once', amount: 'own', ownAmount: '0.10', name: 'Dora' },
      'field-ownAmount',
      '0.10',
    ],
    ['/donate', { interval: 'once', amount: '500', ownAmount: '30', name: 'Dora' }, 'field-ownAmount', '30'],
    ['/donate', { interval: 'week', amount: '500', name: 'Dora' }, 'field-interval', 'Dora'],
    ['/gift', { ...gift, way: 'email', when: 'now' }, 'field-recipientEmail', 'Ben'],
    [
      '/gift',
      { ...gift, way: 'email', when: 'date', recipientEmail: 'c@example.test' },
      'field-deliverOn',
      'Ben',
    ],
    ['/gift', { ...gift, way: 'self', term: '' }, 'field-term', 'Ben'],
    ['/gift', { ...gift, way: 'self', giverEmail: 'ben' }, 'field-giverEmail', 'value="ben"'],
  ])('%s %j comes back, leads to %s and keeps what was typed', async (path, fields, leadsTo, kept) => {
    const before = await purchases();
    const answer = await post(product.url + path, fields);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(`href="#${leadsTo}"`);
    expect(html).toContain(`id="${leadsTo}"`);
    expect(html).toContain(kept);
    expect(await purchases()).toHaveLength(before.length);
  });

  it('says that a gift would come back to its giver, and takes it when that is meant', async () => {
    const own = { ...gift, way: 'email', when: 'now', recipientEmail: 'Ben@example.test' };
    const said = await post(`${product.url}/gift`, own);
    expect(said.status).toBe(200);
    const html = await said.text();
    expect(html).toContain('This is your own address');
    expect(html).toContain('name="said" value="own-address"');
    expect((await post(`${product.url}/gift`, { ...own, said: 'own-address' })).status).toBe(303);
  });

  it('shows what was typed as text, whatever it is', async () => {
    const answer = await post(`${product.url}/gift`, { ...gift, action: 'preview' });
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('Read on, &lt;b&gt;Cleo&lt;/b&gt; &amp; all');
    expect(html).not.toContain('<b>Cleo');
  });

  it.each([true, false])(
    'gets the focus at the summary, with a script (%s) or without',
    async (javaScriptEnabled) => {
      const { page, leave } = await visit(browser, `${product.url}/donate`, { javaScriptEnabled });
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await page.getByText('Choose an amount, or type your own.').first().waitFor();
      expect(await page.locator(':focus').getAttribute('role')).toBe('alert');
      await leave();
    },
  );

  it('gives axe nothing to object to', async () => {
    const { page, leave } = await visit(browser, `${product.url}/gift`);
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await page.getByText(/another look/).waitFor();
    expect(await objections(page)).toEqual([]);
    await leave();
  });
});

describe('a form that is right', () => {
  it('leads to Stripe’s page, and carries where the reader came from', async () => {
    const { page, leave } = await visit(
      browser,
      `${product.url}/campaigns/birthday?utm_source=letter&utm_medium=mail&ref=cleo`,
      { javaScriptEnabled: false },
    );
    await page.getByRole('link', { name: 'Become a member' }).first().click();
    await page.getByRole('radio', { name: /€50 a year/ }).check({ force: true });
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await page.waitForURL(/\/c\/pay\//);
    const [purchase] = (await purchases()).slice(-1);
    expect(purchase).toMatchObject({
      purpose: 'membership',
      amount: 5000,
      attribution: { source: 'letter', medium: 'mail', ref: 'cleo' },
    });
    expect(purchase?.campaign_id).not.toBeNull();
    await leave();
  });

  it('works where the link names a campaign that is not there', async () => {
    const answer = await post(`${product.url}/join`, { plan: 'supporter-year', campaign: 'no-such' });
    expect(answer.status).toBe(303);
  });

  it('shows the very words of the e-mail as they are typed', async () => {
    const { page, leave } = await visit(browser, `${product.url}/gift`);
    await page.getByRole('button', { name: 'See what they will get' }).click();
    await page
      .getByRole('radio', { name: /6 months/ })
      .first()
      .check({ force: true });
    await page.getByLabel('Your name').fill('Ben');
    await page.getByLabel('Their name').fill('Cleo');
    await page.getByLabel('Your message').fill('Happy birthday!');
    const preview = page.getByRole('region', { name: 'What they will get' });
    expect(await preview.innerText()).toMatch(
      /Ben has a gift for you[^]*Hello Cleo[^]*Happy birthday![^]*6 months[^]*leaves as soon as it is paid/,
    );
    const day = new Date(Date.now() + 40 * 86_400_000);
    await page.getByRole('radio', { name: 'On a day I choose' }).check({ force: true });
    await page.getByLabel('The day', { exact: true }).fill(day.toISOString().slice(0, 10));
    const written = day.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
    expect(await preview.innerText()).toContain(`It leaves on ${written}, at nine in the morning.`);
    await leave();
  });
});
