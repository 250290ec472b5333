import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { staffEmail, startTestService, type TestService } from '../support/service.js';
import { countReaches, linkIn, mailTo, Reader } from './support/reader.js';

let product: TestService;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

describe('staff', () => {
  it('sign in by a link in an e-mail, see the number, and can say why', async () => {
    const ann = await Reader.with(browser);
    await ann.page.goto(`${product.url}/join?campaign=birthday`);
    await ann.choose(/5.*a month/);
    await ann.press('Continue to payment');
    await ann.payWith({ email: 'ann@example.test' });
    await countReaches(product, 1);
    await ann.leave();

    const editor = await Reader.with(browser, { width: 1280 });
    await editor.page.goto(`${product.url}/staff`);
    await editor.page.waitForURL(/sign-in/);
    await editor.fill('mail', staffEmail);
    await editor.page.getByRole('button').last().click();
    const mail = await mailTo(product, staffEmail, /sign in/i);
    await editor.page.goto(linkIn(mail, '/sign-in/'));
    await editor.page.getByRole('button').last().click();
    await editor.sees(/of 1,000/);
    await editor.page.goto(`${product.url}/staff/campaigns/birthday/ledger`);
    await editor.sees('ann@example.test');
    await editor.leave();
  });

  it('are nobody without the link', async () => {
    const stranger = await Reader.with(browser);
    await stranger.page.goto(`${product.url}/staff/members`);
    await stranger.page.waitForURL(/sign-in/);
    const answer = await fetch(`${product.url}/api/staff/members`);
    expect(answer.status).toBe(401);
    await stranger.leave();
  });
});
