import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';
import { cards, count, countReaches, mailTo, Reader } from './support/reader.js';

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

async function toThePayPage(plan: RegExp): Promise<void> {
  await reader.page.goto(`${product.url}/join?campaign=birthday`);
  await reader.choose(plan);
  await reader.press('Continue to payment');
}

describe('joining', () => {
  it('leads from the newsroom’s article to a membership, and the number moves', async () => {
    reader = await Reader.with(browser);
    await reader.page.goto(`${product.url}/newsroom/birthday`);
    await reader.follow('Become a member');
    await reader.choose(/5.*a month/);
    await reader.press('Continue to payment');
    await reader.payWith({ email: 'ann@example.test' });
    await reader.sees('You’re a member. Thank you.');
    await countReaches(product, 1);
    const mail = await mailTo(product, 'ann@example.test', /member/i);
    expect(mail.text).toContain('5');
  });

  it('works without any script', async () => {
    reader = await Reader.with(browser, { javaScriptEnabled: false });
    const before = await count(product);
    await toThePayPage(/50.*a year/);
    await reader.payWith({ email: 'bea@example.test' });
    await countReaches(product, before + 1);
    await reader.page.reload();
    await reader.sees('You’re a member. Thank you.');
  });

  it('says in words that a card was declined, keeps what was typed, and takes another card', async () => {
    reader = await Reader.with(browser);
    const before = await count(product);
    await toThePayPage(/5.*a month/);
    await reader.payWith({ email: 'cem@example.test', card: cards.declined });
    await reader.sees(/declined/i);
    expect(await reader.page.getByLabel('E-mail').inputValue()).toBe('cem@example.test');
    expect(await count(product)).toBe(before);
    await reader.payWith({ card: cards.good });
    await reader.sees('You’re a member. Thank you.');
    await countReaches(product, before + 1);
  });

  it('asks the bank where the card wants it', async () => {
    reader = await Reader.with(browser, { width: 1280 });
    const before = await count(product);
    await toThePayPage(/5.*a month/);
    await reader.payWith({ email: 'dov@example.test', card: cards.challenged });
    await reader.press('Complete authentication');
    await reader.sees('You’re a member. Thank you.');
    await countReaches(product, before + 1);
  });

  it('counts nobody who turns back', async () => {
    reader = await Reader.with(browser);
    const before = await count(product);
    await toThePayPage(/5.*a month/);
    await reader.follow('Cancel and go back');
    await reader.page.waitForURL(/\/join/);
    expect(await count(product)).toBe(before);
  });
});
