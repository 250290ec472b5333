import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { objections, overflow, visit } from '../../site/support/visit.js';
import { launchBrowser } from '../../support/browser.js';
import { control } from './control-support.js';
import { startReceiver, startSetting } from './support.js';
import type { Setting } from './support.js';

/** Set it to a folder to look at the page yourself. */
const screenshots = process.env.SCREENSHOTS;
const DAY_MS = 86_400_000;

let setting: Setting;
let browser: Browser;
beforeAll(async () => {
  setting = await startSetting();
  browser = await launchBrowser();
  if (screenshots) await mkdir(screenshots, { recursive: true });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await setting.standin.close();
});

describe('the page of controls', () => {
  it('does without script what its doors do', async () => {
    const { stripe, standin } = setting;
    const { page, errors, leave } = await visit(browser, standin.url, { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Controls' }).click();

    await page.getByLabel('Share failing with 500').fill('1');
    await page.getByLabel('Only paths').fill('/v1/products');
    await page.getByRole('button', { name: 'Set what goes wrong' }).click();
    await page.waitForURL('**/controls?#faults');
    await expect(stripe.products.list()).rejects.toMatchObject({ statusCode: 500 });
    await page.getByRole('button', { name: 'End all faults' }).click();
    await page.getByLabel('Only paths').and(page.locator('[value="/v1"]')).waitFor();
    await stripe.products.list();

    const receiver = await startReceiver();
    await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
    await page.getByLabel('Events', { exact: true }).selectOption('are held');
    await page.getByRole('button', { name: 'Set how events travel' }).click();
    await page.waitForURL('**/controls?#deliveries');
    await stripe.products.create({ name: 'Tea' });
    await page.reload();
    await page.getByRole('button', { name: 'Send what waits now (1 held)' }).click();
    await page.getByRole('status').filter({ hasText: '1 post made.' }).waitFor();
    expect(receiver.received).toHaveLength(1);
    await page.getByRole('button', { name: 'Let all travel as usual' }).click();
    await page.waitForURL('**/controls?#deliveries');
    expect(await control(setting, 'deliveries')).toMatchObject({ mode: 'on' });

    await page.getByRole('button', { name: 'A week' }).click();
    await page.getByRole('status').filter({ hasText: 'The clock was moved on' }).waitFor();
    const { now } = await control<{ now: string }>(setting, 'clock');
    expect((Date.parse(now) - setting.clock.now().getTime()) / DAY_MS).toBeCloseTo(7, 3);
    await leave();
    await receiver.close();
    expect(errors).toEqual([]);
  });

  it('keeps what was typed, and says at the field what is wrong with it', async () => {
    const { page, leave } = await visit(browser, `${setting.standin.url}/controls`);
    await page.getByLabel('Or on to').fill('next week');
    await page.getByRole('button', { name: 'Move the clock there' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'must be an instant' }).click();
    const field = page.getByLabel('Or on to');
    expect(await field.inputValue()).toBe('next week');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await objections(page)).toEqual([]);
    await leave();
  });

  it('does not listen to other sites', async () => {
    const answer = await fetch(`${setting.standin.url}/_standin/faults`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ broken: '1' }),
    });
    expect(answer.status).toBe(403);
    expect(await control(setting, 'faults')).toMatchObject({ broken: 0 });
  });

  it.each([
    { width: 320, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
  ] as const)('is usable by everybody at $width px, $colorScheme', async ({ width, colorScheme }) => {
    const url = `${setting.standin.url}/controls?events=12`;
    const { page, errors, leave } = await visit(browser, url, { width, colorScheme });
    if (screenshots) await page.screenshot({ path: `${screenshots}/controls-${width}.png`, fullPage: true });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await objections(page)).toEqual([]);
    expect(errors).toEqual([]);
    await leave();
  });
});
