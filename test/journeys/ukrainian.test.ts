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

const cyrillic = /[а-яіїєґ]/i;
/** Names, addresses and what the newsroom has written itself. */
const foreign = /The Meridian|Stripe|Supporter|Friend|Patron|Ann Archer|Cleo|CSV|Excel|In English|PDF|A4|A6/g;

/** Words in English that somebody who reads Ukrainian is left alone with. */
async function englishOn(where: Reader): Promise<string[]> {
  const text = await where.page.locator('main').innerText();
  return text.split('\n').filter((line) => /[a-z]{4,} [a-z]{2,}/i.test(line.replace(foreign, '')));
}

describe('a reader whose browser prefers Ukrainian', () => {
  it('joins in it: faults, thanks, the receipt, the way back in and the account', async () => {
    reader = await Reader.with(browser, { locale: 'uk-UA' });
    await reader.page.goto(`${product.url}/join?campaign=birthday`);
    await reader.press('Перейти до оплати');
    await reader.sees('Виберіть, будь ласка, вид участі.');
    await reader.sees('Перегляньте ще раз 1 поле');
    await reader.picture('uk-join-faults');
    await reader.choose(/5.*на місяць/);
    await reader.press('Перейти до оплати');
    await reader.payWith({ email: 'ann@example.test' });
    await reader.sees('Ви з нами. Дякуємо.');
    await countReaches(product, 1);
    await reader.sees(/The Meridian: участь «Supporter»/);
    await reader.picture('uk-thanks');
    const welcome = await mailTo(product, 'ann@example.test', /Ви з нами/);
    expect(welcome.html).toContain('lang="uk"');
    expect(welcome.text).toMatch(/знято 5\s€/);
    expect(welcome.text).not.toMatch(/[a-z]{4,} [a-z]{3,} [a-z]{3,}/);

    await reader.page.goto(`${product.url}/account`);
    await reader.fill('Ваша електронна пошта', 'ann@example.test');
    await reader.press('Надішліть мені посилання');
    await reader.sees('Перевірте, будь ласка, пошту');
    await reader.page.goto(linkIn(await mailTo(product, 'ann@example.test', /вхід/), '/sign-in/'));
    await reader.press('Увійти');
    await reader.sees('Її оплачено до');
    await reader.picture('uk-account');
    expect(await englishOn(reader)).toEqual([]);
  });

  it('gives a gift in it; its e-mail speaks so, and its page as the recipient’s browser does', async () => {
    reader = await Reader.with(browser, { locale: 'uk' });
    await reader.page.goto(`${product.url}/gift?campaign=birthday`);
    await reader.choose(/3 місяці/);
    await reader.fill('Ім’я того, кому даруєте', 'Cleo');
    await reader.fill('Електронна пошта того, кому даруєте', 'cleo@example.test');
    await reader.fill('Ваше ім’я', 'Ann Archer');
    await reader.fill('Ваша електронна пошта', 'ann@example.test');
    await reader.press('Перейти до оплати');
    await reader.payWith({});
    await reader.sees('Ваш подарунок уже в дорозі. Дякуємо.');
    const delivery = await mailTo(product, 'cleo@example.test', /Ann Archer має для вас подарунок/);
    expect(delivery.text).toContain('на 3 місяці');
    await mailTo(product, 'ann@example.test', /Ваш подарунок, Cleo: участь на 3 місяці/);
    const english = await Reader.with(browser);
    await english.page.goto(linkIn(delivery, '/redeem/'));
    await english.sees('Ann Archer gave you a membership');
    await english.follow('Українською');
    await english.sees('Ann Archer дарує вам участь');
    await english.picture('uk-redeem');
    await english.press('Прийняти подарунок');
    await english.sees('Він ваш. Вітаємо!');
    await english.leave();
    await mailTo(product, 'cleo@example.test', /Ви з нами: подарунок, який дарує Ann Archer/);
    await mailTo(product, 'ann@example.test', /Ваш подарунок відкрито: Cleo/);
  });
});

describe('whoever chooses Ukrainian', () => {
  it('keeps it from page to page, without script too, until they choose otherwise', async () => {
    reader = await Reader.with(browser, { javaScriptEnabled: false });
    await reader.page.goto(`${product.url}/donate?utm_source=friend`);
    await reader.follow('Українською');
    await reader.page.goto(`${product.url}/newsletters`);
    expect(await reader.heading()).toBe('Розсилки');
    await reader.page.goto(`${product.url}/donate`);
    await reader.page.goto(`${product.url}/nowhere`);
    expect(await reader.heading()).toBe('За цією адресою нічого немає');
    await reader.follow('In English');
    expect(await reader.heading()).toBe('There is nothing at this address');
  });

  it('is not asked to find what is left in English on any form', async () => {
    reader = await Reader.with(browser, { locale: 'uk' });
    for (const path of [
      '/join',
      '/gift',
      '/gift/many',
      '/donate',
      '/pool',
      '/pool/give',
      '/sign-in',
      '/spread',
    ]) {
      await reader.page.goto(product.url + path);
      expect(await reader.heading()).toMatch(cyrillic);
      expect([path, await englishOn(reader)]).toEqual([path, []]);
      await reader.picture(`uk${path.replaceAll('/', '-')}`);
    }
  });

  it('gets every fault of a form in it', async () => {
    const post = async (path: string, fields: Record<string, string>) => {
      const headers = { 'accept-language': 'uk', origin: product.settings.baseUrl };
      const body = new URLSearchParams(fields);
      return (await fetch(product.url + path, { method: 'POST', headers, body })).text();
    };
    expect(await post('/donate', { amount: 'own', ownAmount: '0,10', interval: 'once' })).toContain(
      'Найменша сума — 1',
    );
    expect(await post('/gift', { term: 'supporter-month:3', giverEmail: 'nobody' })).toContain(
      'Введіть, будь ласка, електронну адресу, наприклад name@example.org.',
    );
    const answer = await fetch(`${product.url}/api/checkout/donation`, {
      method: 'POST',
      headers: { 'accept-language': 'uk-UA,uk;q=0.9,en;q=0.8', 'content-type': 'application/json' },
      body: JSON.stringify({ amount: { amount: 10, currency: 'xxx' }, interval: 'once' }),
    });
    const { error } = (await answer.json()) as { error: { fields: object } };
    expect(error.fields).toEqual({ 'amount.currency': 'Внески в цій валюті ми не приймаємо.' });
  });
});

it('leaves staff their one language', async () => {
  reader = await Reader.with(browser, { locale: 'uk' });
  await reader.page.goto(`${product.url}/staff`);
  expect(await reader.page.locator('html').getAttribute('lang')).toBe('en');
});
