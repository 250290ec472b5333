import type { Browser } from 'playwright-core';
import { MovableClock } from '../../src/common/clock.js';
import { addDays, instantToLocalDate } from '../../src/common/dates.js';
import { GiftSweep } from '../../src/gifts/gift-sweep.service.js';
import { launchBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { startTestService, type TestService } from '../support/service.js';
import { linkIn, mailTo, Reader } from './support/reader.js';

const clock = new MovableClock(new Date());
let product: TestService;
let browser: Browser;
let cast: Cast;
let reader: Reader;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService({ clock }), launchBrowser()]);
  cast = new Cast(product);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

beforeEach(() => clock.moveTo(new Date()));
afterEach(() => reader.leave());

const inDays = (days: number): string => instantToLocalDate(addDays(clock.now(), days), 'Europe/Kyiv');

describe('a giver', () => {
  it('schedules a gift, corrects it before it leaves, and it arrives on the new day in the new words', async () => {
    reader = await Reader.with(browser, { javaScriptEnabled: false });
    await cast.gives('ben@example.test', [
      { name: 'Clio', email: 'clio@exmaple.test', deliverOn: inDays(10), message: 'Hapy birthday' },
    ]);
    const receipt = await mailTo(product, 'ben@example.test', /gift/i);
    await reader.page.goto(linkIn(receipt, '/gifts/'));
    await reader.sees(/Leaves by e-mail to clio@exmaple.test/);
    await reader.page.getByRole('link', { name: 'Change: Clio' }).click();
    await reader.fill('Their name', 'Cleo');
    await reader.fill('Their e-mail', 'cleo@');
    await reader.fill('Your message', 'Happy birthday!');
    await reader.press('Save');
    await reader.sees(/needs another look/);
    expect(await reader.page.getByLabel('Your message').inputValue()).toBe('Happy birthday!');
    await reader.fill('Their e-mail', 'cleo@example.test');
    await reader.fill('The day on which it arrives', inDays(20));
    await reader.press('Save');
    await reader.sees('Saved. The gift leaves on its day.');
    clock.moveTo(addDays(clock.now(), 21));
    await product.service.app.get(GiftSweep).sweep();
    const gift = await mailTo(product, 'cleo@example.test', /Ben|ben/);
    expect(gift.text).toContain('Happy birthday!');
    await reader.page.goto(linkIn(receipt, '/gifts/'));
    await reader.sees(/Sent to cleo@example.test/);
  });

  it('sends a gift again to a corrected address; the old link is dead, the new one works, and thanks come back', async () => {
    reader = await Reader.with(browser);
    await cast.gives('bea@example.test', [{ name: 'Cora', email: 'cora@wrong.test' }]);
    const old = linkIn(await mailTo(product, 'cora@wrong.test', /gift/i), '/redeem/');
    const page = linkIn(await mailTo(product, 'bea@example.test', /gift/i), '/gifts/');
    await reader.page.goto(page);
    await reader.page.getByRole('link', { name: /send again/ }).click();
    await reader.fill('Their e-mail', 'cora@example.test');
    await reader.press('Send again');
    await reader.sees(/on its way/);
    await reader.page.goto(old);
    await reader.sees('There is no gift at this address');
    const fresh = linkIn(await mailTo(product, 'cora@example.test', /gift/i), '/redeem/');
    expect((await cast.redeems(fresh.split('/').at(-1) ?? '', 'cora@example.test')).status).toBe(200);
    const accepted = await mailTo(product, 'cora@example.test', /you are a member/);
    await reader.page.goto(linkIn(accepted, '/gifts/thanks/'));
    await reader.press('Send the thank-you');
    await reader.sees('Please write a few words first.');
    await reader.fill('Your words', 'So kind of you!\n<b>Thank you</b>');
    await reader.press('Send the thank-you');
    await reader.sees('Your thank-you is on its way');
    const thanks = await mailTo(product, 'bea@example.test', /thank/i);
    expect(thanks.text).toContain('So kind of you!\n<b>Thank you</b>');
    expect(thanks.text).not.toContain('cora@example.test');
    await reader.page.goto(page);
    await reader.sees('So kind of you!');
    await reader.sees(/Opened on/);
  });
});
