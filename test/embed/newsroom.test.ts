import type { Browser, Page } from 'playwright-core';
import { Sessions } from '../../src/accounts/sessions.service.js';
import { type Role, StaffAccount } from '../../src/accounts/staff-account.js';
import { newId } from '../../src/common/ids.js';
import { startService } from '../../src/service.js';
import { objections, overflow, shifted, visit } from '../site/support/visit.js';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';

let product: TestService;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

/** The page’s own letters move by so much when its font comes; the banners’ room is measured on a page without one. */
const hair = 0.001;

const address = (): string => `${product.url}/newsroom/birthday`;
const variants = ['top', 'inline', 'bottom', 'meter', 'signup'];

const banner = (page: Page, variant: string) => page.locator(`thousandfold-banner[variant='${variant}']`);

/** Each line of the page that started it, and where a reader finds it on ours. */
const asItWas: [on: string, variant: string, words: (string | RegExp)[]][] = [
  [
    'the top banner: headline, goal, both buttons, the number',
    'top',
    [
      'Three years of reporting, funded by our readers',
      'Goal: 1,000 new members for our birthday',
      'Become a member',
      'Gift membership',
      'of 1,000 new members',
      '1,000 to go',
    ],
  ],
  [
    'the block in the article: claims with source and date, the call, both buttons',
    'inline',
    [
      '12,000 supporters',
      'One in 10,000 readers makes a financial contribution',
      /Readership survey of The Meridian, \d+ \w+ \d{4}/,
      'Help us get 1,000 new members!',
      'Become a member',
      'Gift membership',
    ],
  ],
  [
    'the bar at the bottom, which goes when it is told to',
    'bottom',
    ['Become a member', 'I’m already a member'],
  ],
  ['the number alone', 'meter', ['of 1,000 new members', '1,000 to go']],
  [
    'newsletters: several lists, what is required, an address',
    'signup',
    [
      'Enter your email to subscribe',
      '* indicates required',
      'The week in the city',
      'River letters',
      'Subscribe',
    ],
  ],
];

describe('the sample newsroom', () => {
  it.each(asItWas)('has %s', async (_on, variant, words) => {
    const { page, errors, leave } = await visit(browser, address(), { width: 1280 });
    for (const word of words)
      await banner(page, variant).getByText(word).filter({ visible: true }).first().waitFor();
    expect(errors).toEqual([]);
    await leave();
  });

  it('has all of it in Ukrainian too, and leads on in it', async () => {
    const { page, errors, leave } = await visit(browser, `${address()}?lang=uk`, { width: 1280 });
    const words: [string, string][] = [
      ['top', 'Мета: 1000 нових учасників до нашого дня народження'],
      ['inline', 'Лише один із 10 000 читачів підтримує нас грошима'],
      ['bottom', 'Я вже з вами'],
      ['meter', 'ще 1\u00a0000'],
      ['signup', 'Введіть свою адресу, щоб підписатися'],
    ];
    for (const [variant, word] of words) await banner(page, variant).getByText(word).first().waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await objections(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const folder = process.env.SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/uk-newsroom.png`, fullPage: true });
    await banner(page, 'inline').getByRole('link', { name: 'Долучитися' }).click();
    await page.getByRole('heading', { name: 'Долучитися' }).waitFor();
    expect(new URL(page.url()).searchParams.get('lang')).toBe('uk');
    expect(errors).toEqual([]);
    await leave();
  });

  it('has the marks of the cards that are taken, and the words that ask to spread the word', async () => {
    const { page, leave } = await visit(browser, address());
    const marks = page.getByRole('list', { name: 'Cards that are taken' });
    for (const card of ['Visa', 'Mastercard', 'American Express'])
      await marks.getByRole('img', { name: card }).waitFor();
    await page.getByText('help us spread the word').waitFor();
    await leave();
  });

  it.each([
    [320, 'light'],
    [360, 'dark'],
    [1280, 'light'],
  ] as const)(
    'at %i px, %s: nothing moves while one reads on, axe has no objection',
    async (width, colorScheme) => {
      const { page, errors, leave } = await visit(browser, address(), { width, colorScheme });
      await banner(page, 'signup').getByText('River letters').waitFor();
      for (const variant of variants.filter((one) => one !== 'bottom'))
        await banner(page, variant).scrollIntoViewIfNeeded();
      expect(await shifted(page)).toBeLessThan(hair);
      expect(await objections(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      await leave();
    },
  );

  it('leads staff who are signed in to the campaign, to change it or to read why', async () => {
    const sessions = product.service.app.get(Sessions, { strict: false });
    const { manager } = product.dataSource;
    const articleFor = async (role: Role): Promise<string> => {
      const email = `${role}@example.test`;
      await manager.insert(StaffAccount, { id: newId(), email, role });
      const { token } = await sessions.start(manager, email, 'staff');
      return (await fetch(address(), { headers: { cookie: `tf_session=${token}` } })).text();
    };
    expect(await articleFor('editor')).toContain('href="/staff/campaigns/birthday/edit"');
    expect(await articleFor('viewer')).toContain('href="/staff/campaigns/birthday/ledger"');
    expect(await (await fetch(address())).text()).not.toContain('/staff/');
  });

  it('loads a script that its own page has pinned', async () => {
    const html = await (await fetch(address())).text();
    expect(html).toMatch(/<script async="" src="\/embed\.[0-9a-f]{12}\.js" integrity="sha384-[^"]+"/);
  });

  it('has plain links in each place where the script is blocked', async () => {
    const { page, leave } = await visit(browser, 'about:blank');
    await page.route('**/embed.*.js', (route) => route.abort());
    await page.goto(address());
    for (const variant of variants) {
      const name = variant === 'signup' ? 'Subscribe to our newsletters' : 'Become a member';
      const link = banner(page, variant).getByRole('link', { name });
      expect([variant, await link.isVisible()]).toEqual([variant, true]);
    }
    await leave();
  });

  it('turns right to left with its page', async () => {
    const { page, leave } = await visit(browser, 'about:blank', { width: 1280 });
    await page.route('**/newsroom/birthday', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace('<html', '<html dir="rtl"'),
      });
    });
    await page.goto(address());
    const top = banner(page, 'top');
    const headline = await top.getByText('Three years').boundingBox();
    const button = await top.getByRole('link', { name: 'Become a member' }).boundingBox();
    expect(headline?.x ?? 0).toBeGreaterThan(button?.x ?? Infinity);
    expect(await shifted(page)).toBeLessThan(hair);
    await leave();
  });

  it('stands as it is when the service stops in the middle of reading', async () => {
    const { page, errors, leave } = await visit(browser, address());
    for (const variant of ['top', 'inline', 'meter'])
      await banner(page, variant).getByText('of 1,000 new members').waitFor();
    await product.service.close();
    await page.waitForEvent('requestfailed');
    const email = banner(page, 'signup').getByRole('textbox');
    await banner(page, 'signup').getByRole('checkbox', { name: 'River letters' }).check();
    await email.fill('ann@example.org');
    await banner(page, 'signup').getByRole('button', { name: 'Subscribe' }).click();
    await page.getByText('That did not work. Please try again in a moment.').waitFor();
    for (const variant of ['top', 'inline', 'meter'])
      await banner(page, variant).getByText('of 1,000 new members').waitFor();
    const again = await startService(product.settings);
    await banner(page, 'signup').getByRole('button', { name: 'Subscribe' }).click();
    await page.getByText('Successfully subscribed.').waitFor();
    expect(await shifted(page)).toBeLessThan(hair);
    // What the browser itself says of an address that does not answer is no error of ours.
    expect(errors.filter((line) => !/net::ERR_/.test(line))).toEqual([]);
    await leave();
    await again.close();
  });
});
