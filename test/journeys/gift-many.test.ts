import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { pdfPages } from '../support/pdf-text.js';
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

const list = [
  'Name;E-mail;Message;Date',
  'Cleo;cleo@example.test;;',
  'Dan;dan@;"Read on, Dan; all of it";',
  'Олена;olena@example.test;Вітаю!;',
  'Eve;eve@example.test;;01.01.2020',
].join('\r\n');

describe.each([
  ['with script, on a phone', true, 360],
  ['without script, on a desk', false, 1280],
])('a list of gifts %s', (_name, javaScriptEnabled, width) => {
  it('is uploaded, put right in two places, paid for once, and reaches everybody', async () => {
    reader = await Reader.with(browser, { javaScriptEnabled, width });
    const { page } = reader;
    await page.goto(`${product.url}/gift?campaign=birthday`);
    await reader.follow('Give to many at once');
    await reader.choose(/3 months/);
    await page.getByLabel('Your message').fill('A good year to all of you!');
    await page.getByLabel('Or a file').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(list),
    });
    await reader.press('Put them into the table');
    await reader.sees('2 rows need another look.');
    await reader.sees('Gift 2: Please enter an e-mail address such as name@example.org.');
    await reader.follow('Gift 4: That day has passed. Please choose today or a later one.');
    const day = page.getByLabel('Day of gift 4');
    expect(await page.evaluate('document.activeElement.name')).toBe('rows.3.day');
    await day.fill('');
    await page.getByLabel('E-mail of gift 2').fill('dan@example.test');
    await page.getByLabel('Your name').fill('Ben');
    await page.getByLabel('Your e-mail').fill('ben@example.test');
    await reader.sees('Together: 4 × €15 = €60');
    await reader.press('Continue to payment');
    await reader.payWith({ name: 'Ben Baker' });
    await reader.sees('Your gift is on its way. Thank you.');

    const dan = await mailTo(product, 'dan@example.test', /Ben/);
    expect(dan.text).toContain('Read on, Dan; all of it');
    expect((await mailTo(product, 'olena@example.test', /Ben/)).text).toContain('Вітаю!');
    for (const address of ['cleo@example.test', 'eve@example.test'])
      expect((await mailTo(product, address, /Ben/)).text).toContain('A good year to all of you!');
    expect((await mailTo(product, 'ben@example.test', /4 gifts/)).text).toContain('€60');
  });
});

it('counts each gift of a list', () => countReaches(product, 8));

describe('a gift that is handed on', () => {
  it('is seen as a card, paid for, printed, and redeemed by what is printed', async () => {
    reader = await Reader.with(browser);
    const { page } = reader;
    await page.goto(`${product.url}/gift?campaign=birthday`);
    await reader.choose(/12 months/);
    await page.getByLabel('Their name').fill('Бабуся');
    await reader.choose(/hand it on/);
    await page.getByLabel('Your message').fill('З любов’ю, і до зустрічі!');
    await page.getByLabel('Your name').fill('Ben');
    await reader.press('See what they will get');
    await page.getByRole('img', { name: /A gift for Бабуся/ }).waitFor();
    // While it is in sight, the card follows what is typed.
    await page.getByLabel('Your message').fill('З любов’ю, і до скорої зустрічі!');
    await page.getByRole('img', { name: /до скорої зустрічі/ }).waitFor();
    await page.getByLabel('Your e-mail').fill('carl@example.test');
    await reader.press('Continue to payment');
    await reader.payWith({ name: 'Ben Baker' });
    await reader.sees('Your gift is ready. Thank you.');

    const receipt = await mailTo(product, 'carl@example.test', /gift/);
    await page.goto(linkIn(receipt, '/gifts/'));
    const card = page.getByRole('link', { name: /A6 postcard/ });
    const printed = await printedText(new URL((await card.getAttribute('href')) ?? '', product.url));
    for (const words of ['Бабуся', 'до скорої', 'зустрічі!', 'from Ben', '12 months'])
      expect(printed).toContain(words);
    await page.goto(/https?:\/\/\S+?\/redeem\/[\w-]{43}/.exec(printed)?.[0] ?? '');
    await reader.fill('Your name', 'Бабуся');
    await reader.fill('Your e-mail', 'babusia@example.test');
    await reader.press('Accept the gift');
    await page.goto(linkIn(await mailTo(product, 'babusia@example.test', /confirm/), '/redeem/confirm/'));
    await page.locator('main form button[type=submit]').click();
    await reader.sees('It’s yours. Welcome!');
  });
});

async function printedText(url: URL): Promise<string> {
  const answer = await fetch(url);
  return pdfPages(Buffer.from(await answer.arrayBuffer()))
    .flat()
    .join('');
}
