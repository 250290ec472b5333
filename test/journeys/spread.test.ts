import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';
import { count, countReaches, linkIn, mailTo, Reader } from './support/reader.js';

let product: TestService;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await product.close();
});

async function joins(reader: Reader, address: string, email: string): Promise<void> {
  await reader.page.goto(address);
  await reader.follow('Become a member');
  await reader.choose(/5.*a month/);
  await reader.press('Continue to payment');
  const before = await count(product);
  await reader.payWith({ email });
  await countReaches(product, before + 1);
  await reader.page.reload();
  await reader.sees('You’re a member. Thank you.');
}

describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
  it('Ann shares her link, Ben joins by it, and Ann sees that she brought one member', async () => {
    const mail = (name: string): string => `${name}-${javaScriptEnabled}@example.test`;
    const ann = await Reader.with(browser, { javaScriptEnabled });
    await joins(ann, `${product.url}/campaigns/birthday`, mail('ann'));
    const link = await ann.page.getByLabel('Link to share').inputValue();
    expect(link).toMatch(/\/campaigns\/birthday\?utm_source=share&ref=[\w-]{12}$/);
    await ann.picture('thanks');

    const ben = await Reader.with(browser, { javaScriptEnabled });
    await joins(ben, link, mail('ben'));

    await ann.follow('See whom you have brought');
    await ann.sees('Readers bring readers.');
    await ann.picture('spread-anybody');
    await ann.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await ann.fill('e-mail', mail('ann'));
    await ann.page.getByRole('main').getByRole('button').first().click();
    await ann.page.goto(linkIn(await mailTo(product, mail('ann'), /Sign in to/), '/sign-in/'));
    await ann.page.getByRole('main').getByRole('button').first().click();
    await ann.sees('You brought one member. Thank you!');
    expect(await ann.page.getByLabel('Link to share').inputValue()).toBe(link);
    await ann.fill('Your name on the list', 'Ann from Lviv');
    await ann.press('Save');
    await ann.sees('Who brought the most');
    await ann.sees('Ann from Lviv');
    await ann.picture('spread');
    await ann.leave();
    await ben.leave();
  });
});

it('copies a link by a press where the browser can', async () => {
  const reader = await Reader.with(browser);
  await reader.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await reader.page.goto(`${product.url}/spread`);
  await reader.press('Copy the link');
  await reader.sees('Copied');
  const copied = await reader.page.evaluate('navigator.clipboard.readText()');
  expect(copied).toBe(await reader.page.getByLabel('Link to share').inputValue());
  await reader.leave();
});
