import type { Browser } from 'playwright-core';
import { GiftSweep } from '../../src/gifts/gift-sweep.service.js';
import { launchBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { startTestService, type TestService } from '../support/service.js';
import { count, countReaches, linkIn, mailTo, Reader } from './support/reader.js';

let product: TestService;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(() => browser.close());

beforeEach(async () => {
  product = await startTestService();
}, 60_000);

afterEach(() => product.close());

describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
  it('Dora asks, waits, and is a member because Ben gives one; neither learns who the other is', async () => {
    const number = await count(product);
    const dora = await Reader.with(browser, { javaScriptEnabled });
    const [asker, giver] = [
      `dora-${javaScriptEnabled}@example.test`,
      `ben-${javaScriptEnabled}@example.test`,
    ];
    await dora.page.goto(`${product.url}/join?campaign=birthday`);
    await dora.follow('Ask for a membership that another reader has paid for');
    await dora.sees('you would be in line for the next');
    await dora.fill('Your name', 'Dora');
    await dora.fill('Your e-mail', 'dora at home');
    await dora.picture('ask');
    await dora.press('Ask for a membership');
    await dora.sees('Please enter an e-mail address');
    expect(await dora.page.getByLabel('Your e-mail').inputValue()).toBe('dora at home');
    await dora.fill('Your e-mail', asker);
    await dora.press('Ask for a membership');
    await dora.sees('Look into your mailbox');
    await dora.picture('asked');
    await dora.page.goto(linkIn(await mailTo(product, asker, /Please confirm/), '/pool/confirm/'));
    await dora.picture('confirm');
    await dora.press('Yes, it is me');
    await dora.sees('You are the next one.');
    await dora.picture('waits');

    const ben = await Reader.with(browser, { javaScriptEnabled });
    await ben.page.goto(`${product.url}/gift?campaign=birthday`);
    await ben.follow('Give to a reader who cannot afford it');
    await ben.sees('One reader is waiting for a membership now.');
    await ben.fill('Memberships', '0');
    await ben.choose(/3 months/);
    await ben.fill('Your name', 'Ben');
    await ben.fill('Your e-mail', giver);
    await ben.press('Continue to payment');
    await ben.sees('Please choose how many you give');
    await ben.picture('give');
    await ben.fill('Memberships', '2');
    await ben.press('Continue to payment');
    await ben.payWith({ name: 'Ben Brown' });
    await ben.page.waitForURL(/thanks/);
    await countReaches(product, number + 2);
    await new Cast(product).settled();
    await product.service.app.get(GiftSweep).sweep();

    expect((await mailTo(product, asker, /You are a member/)).text).toContain('Another reader has paid');
    await dora.page.reload();
    const taken = await mailTo(product, giver, /A reader has a membership because of you/);
    expect(taken.text).not.toMatch(/dora/i);
    await ben.page.goto(linkIn(taken, '/gifts/'));
    await ben.sees('A reader who could not afford one has it since');
    await ben.sees('It waits for the next who asks.');
    await ben.picture('given');
    await dora.leave();
    await ben.leave();
  }, 60_000);
});
