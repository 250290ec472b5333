import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { eventually, startTestService, type TestService } from '../support/service.js';
import { count, mailTo, Reader } from './support/reader.js';

let product: TestService;
let browser: Browser;
let reader: Reader;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

afterEach(() => reader.leave());

async function donations(): Promise<{ amount: number; interval: string }[]> {
  return product.dataSource.query('select amount, interval from donations order by donated_at');
}

describe('donating', () => {
  it('takes an amount of one’s own, thanks for it, and counts nobody as a member', async () => {
    reader = await Reader.with(browser);
    await reader.page.goto(`${product.url}/donate?campaign=birthday`);
    await reader.fill('Your amount', '12.50');
    await reader.choose(/Once/);
    await reader.press('Continue to payment');
    await reader.payWith({ email: 'dora@example.test' });
    await reader.sees('Thank you for your donation.');
    await eventually(donations, (rows) => rows.length === 1);
    expect(await donations()).toEqual([{ amount: 1250, interval: 'once' }]);
    const mail = await mailTo(product, 'dora@example.test', /donation/i);
    expect(mail.text).toContain('12.50');
    expect(await count(product)).toBe(0);
  });

  it('says at the field what is wrong with an amount', async () => {
    reader = await Reader.with(browser);
    await reader.page.goto(`${product.url}/donate`);
    await reader.fill('Your amount', 'a lot');
    await reader.press('Continue to payment');
    await reader.sees('Type an amount such as 30 or 12.50.');
    expect(await reader.page.getByLabel('Your amount').inputValue()).toBe('a lot');
    expect(await reader.page.evaluate('document.activeElement.textContent')).toMatch(/another look/);
  });
});
