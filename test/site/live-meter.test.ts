import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { eventually, startTestService, staffToken, type TestService } from '../support/service.js';
import { shifted, visit } from './support/visit.js';

let product: TestService;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

async function adjust(delta: number): Promise<void> {
  const answer = await fetch(`${product.url}/api/staff/campaigns/birthday/adjustments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ delta, reason: 'Joined at the birthday party' }),
  });
  if (!answer.ok) throw new Error(`no adjustment: ${answer.status} ${await answer.text()}`);
}

describe('the meter', () => {
  it('follows the number without moving the page, and says it politely', async () => {
    const { page, leave } = await visit(browser, product.url);
    const meter = page.getByRole('meter');
    expect(await meter.getAttribute('aria-valuetext')).toBe('0 of 1,000 new members');
    await adjust(7);
    await page.getByText('993 to go').first().waitFor();
    expect(await meter.getAttribute('aria-valuetext')).toBe('7 of 1,000 new members');
    expect(await page.locator('[data-meter-fill]').getAttribute('width')).toBe('0.7%');
    await eventually(
      () => page.locator('[data-meter-status]').innerText(),
      (said) => said === '7 of 1,000 new members',
    );
    expect(await shifted(page)).toBeLessThan(0.005);
    await leave();
  });

  it('is never more than full, and then names the next goal', async () => {
    const { page, leave } = await visit(browser, product.url);
    await adjust(1_100);
    await page.getByText('Goal reached. Next stop: 1,500').first().waitFor();
    expect(await page.locator('[data-meter-fill]').getAttribute('width')).toBe('100%');
    await page.reload();
    await page.getByText('1,107').first().waitFor();
    expect(await page.getByRole('meter').getAttribute('aria-valuenow')).toBe('100');
    await leave();
  });
});
