import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';
import { objections, overflow, shifted, visit } from './support/visit.js';

let product: TestService;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
  const answer = await fetch(`${product.url}/api/staff/campaigns/birthday`, {
    method: 'PATCH',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`,
    },
    body: JSON.stringify({
      copy: {
        running: {
          uk: { headline: 'Три роки роботи завдяки читачам', story: 'Нас читають <em>мільйони</em>.' },
        },
      },
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}, 60_000);
afterAll(async () => {
  await browser.close();
  await product.close();
});

describe('a campaign in Ukrainian', () => {
  it.each([
    [320, 'light'],
    [360, 'dark'],
    [1280, 'light'],
  ] as const)('says its own words, and is usable by everybody at %i px, %s', async (width, colorScheme) => {
    for (const path of ['/campaigns/birthday', '/campaigns/birthday/ledger']) {
      const { page, errors, leave } = await visit(browser, `${product.url}${path}?lang=uk`, {
        width,
        colorScheme,
      });
      expect(await page.locator('html').getAttribute('lang')).toBe('uk');
      expect(await objections(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      // Cyrillic letters of the system's font are a hair wider than those that come.
      expect(await shifted(page)).toBeLessThan(0.001);
      expect(errors).toEqual([]);
      const folder = process.env.SCREENSHOTS;
      const name = path.endsWith('ledger') ? 'uk-ledger' : 'uk-landing';
      if (folder) await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
      await leave();
    }
  });

  it('is reached from the English one and left for it again, on the same way, without script too', async () => {
    const { page, leave } = await visit(browser, `${product.url}/campaigns/birthday?utm_source=newsletter`, {
      javaScriptEnabled: false,
    });
    await page.getByRole('link', { name: 'Українською' }).click();
    await page.getByRole('heading', { name: 'Три роки роботи завдяки читачам' }).waitFor();
    await page.getByText('Нас читають мільйони.').waitFor();
    const join_ = page.getByRole('main').getByRole('link', { name: 'Долучитися' }).first();
    expect(await join_.getAttribute('href')).toContain('utm_source=newsletter');
    await page.getByText('Що рахує це число?').click();
    await page.getByRole('link', { name: 'Переглянути кожну зміну числа' }).click();
    await page.getByRole('heading', { name: 'Чому саме це число?' }).waitFor();
    await page.getByRole('link', { name: 'In English' }).click();
    await page.getByRole('heading', { name: 'Why this number?' }).waitFor();
    await leave();
  });

  it('is English for a language that we do not speak', async () => {
    for (const lang of ['fr', 'constructor', 'uk&lang=en'])
      expect(await (await fetch(`${product.url}/campaigns/birthday?lang=${lang}`)).text()).toContain(
        '<html lang="en">',
      );
  });
});
