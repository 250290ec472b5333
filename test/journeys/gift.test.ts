import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';
import { countReaches, linkIn, mailTo, Reader } from './support/reader.js';

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

describe('a gift', () => {
  it('is bought by Ben, reaches Cleo by e-mail, and is hers in one step', async () => {
    reader = await Reader.with(browser);
    await reader.page.goto(`${product.url}/gift?campaign=birthday`);
    await reader.choose(/3 months/);
    await reader.fill('Their name', 'Cleo');
    await reader.choose(/by e-mail/);
    await reader.fill('Their e-mail', 'cleo@example.test');
    await reader.fill('Your message', 'Happy birthday, and read on!');
    await reader.fill('Your name', 'Ben');
    await reader.fill('Your e-mail', 'ben@example.test');
    await reader.press('Continue to payment');
    await reader.payWith({ name: 'Ben Baker' });
    await reader.sees('Your gift is on its way. Thank you.');
    await countReaches(product, 1);

    const gift = await mailTo(product, 'cleo@example.test', /Ben/);
    expect(gift.text).toContain('Happy birthday, and read on!');
    await reader.page.goto(linkIn(gift, '/redeem/'));
    await reader.sees('Happy birthday, and read on!');
    // The link proves whose it is: nothing is left to fill in.
    await reader.sees('It goes to c…@example.test');
    await reader.press('Accept the gift');
    await reader.sees('It’s yours. Welcome!');
    await mailTo(product, 'ben@example.test', /Cleo/);
    await countReaches(product, 1);

    await reader.page.goto(linkIn(gift, '/redeem/'));
    await reader.sees('This gift has been accepted already');
  });

  it('keeps what was typed when something is missing', async () => {
    reader = await Reader.with(browser, { javaScriptEnabled: false });
    await reader.page.goto(`${product.url}/gift?campaign=birthday`);
    await reader.choose(/6 months/);
    await reader.fill('Your message', 'For the long winter');
    await reader.fill('Your name', 'Ben');
    await reader.fill('Your e-mail', 'ben@example.test');
    // The browser would stop at an empty field by itself; another client would not.
    await reader.page.evaluate(`document.querySelector('main form').noValidate = true`);
    await reader.press('Continue to payment');
    await reader.sees(/another look/);
    await reader.sees('Enter their e-mail, or choose to hand it on yourself.');
    expect(await reader.page.getByLabel('Your message').inputValue()).toBe('For the long winter');
    expect(
      await reader.page
        .getByRole('radio', { name: /6 months/ })
        .first()
        .isChecked(),
    ).toBe(true);
  });
});
