import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { hashToken } from '../../src/common/ids.js';
import { GiftLinks } from '../../src/gifts/gift-links.js';
import { Gift } from '../../src/gifts/gift.js';
import { GoingOnLinks } from '../../src/members/going-on/going-on-links.js';
import { linkIn, mailTo } from '../journeys/support/reader.js';
import { launchBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { eventually, startTestService, type TestService } from '../support/service.js';
import { objections, overflow, visit } from './support/visit.js';

/** Set it to a folder to look at the pages yourself. */
const screenshots = process.env.SCREENSHOTS;

let product: TestService;
let browser: Browser;
let cast: Cast;
const links: Record<string, string> = {};

async function bought(recipient: { email?: string; name?: string; message?: string }): Promise<string> {
  const { purchase } = await cast.gives('ben@example.test', [recipient]);
  return eventually(
    async () => {
      const gift = await product.dataSource.manager.findOneBy(Gift, { purchaseId: purchase });
      return (gift && product.service.app.get(GiftLinks).of(gift)) ?? '';
    },
    (link) => link !== '',
  );
}

const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';

/** A gift of which something has become. */
async function become(what: string): Promise<string> {
  const link = await bought({ email: 'somebody@example.test' });
  const hash = hashToken(tokenOf(link));
  await product.dataSource.query(`update gifts set ${what} where token_hash = $1`, [hash]);
  return link;
}

async function goOn(email: string, change = ''): Promise<string> {
  await cast.redeems(tokenOf(await bought({ email })), email);
  const [{ id }] = await product.dataSource.query(
    `select s.id from memberships s join members m on m.id = s.member_id where m.email = $1`,
    [email],
  );
  if (change) await product.dataSource.query(`update memberships set ${change} where id = $1`, [id]);
  return product.service.app.get(GoingOnLinks).of(id);
}

beforeAll(async () => {
  [product, browser] = await Promise.all([
    startTestService({ env: { RATE_LIMITS: 'off' } }),
    launchBrowser(),
  ]);
  cast = new Cast(product);
  if (screenshots) await mkdir(screenshots, { recursive: true });
  links.mailed = await bought({ email: 'cleo@example.test', name: 'Cleo', message: 'Read on,\nCleo' });
  links.held = await bought({ name: 'Cora' });
  await cast.redeems(tokenOf(links.held), 'cora@example.test');
  links.confirm = linkIn(await mailTo(product, 'cora@example.test', /confirm/), '/redeem/confirm/');
  links.expired = await become(`claim_until = '2020-01-01'`);
  links.frozen = await become(`frozen_at = now()`);
  links.early = await become(`deliver_at = '2120-01-01T07:00:00Z'`);
  links.withdrawn = await become(`status = 'refunded'`);
  links.goOn = await goOn('dora@example.test');
  links.goOnClosed = await goOn('dina@example.test', `ended_at = now(), status = 'canceled'`);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

const views = [
  [360, 'light'],
  [360, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const;

async function looksRight(page: Page, name: string): Promise<void> {
  if (screenshots) await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
  expect(await objections(page)).toEqual([]);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
}

describe.each([
  ['a mailed gift', 'mailed'],
  ['a gift that is held for somebody', 'held'],
  ['the question in the confirming e-mail', 'confirm'],
  ['a gift whose time has passed', 'expired'],
  ['a gift in dispute', 'frozen'],
  ['a gift for another day', 'early'],
  ['a gift that was taken back', 'withdrawn'],
  ['going on after a gift', 'goOn'],
  ['going on after a gift that is over', 'goOnClosed'],
])('%s', (_name, key) => {
  it.each(views)('gives axe nothing to object to at %i, in %s', async (width, colorScheme) => {
    const { page, errors, leave } = await visit(browser, links[key] ?? '', { width, colorScheme });
    await looksRight(page, `${key}-${width}-${colorScheme}`);
    expect(errors).toEqual([]);
    await leave();
  });

  it('fits a screen of 320 pixels, also with text of twice the size', async () => {
    const { page, leave } = await visit(browser, links[key] ?? '', { width: 320 });
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await leave();
  });
});

describe('what comes after a press', () => {
  it.each(views)('gives axe nothing to object to at %i, in %s', async (width, colorScheme) => {
    const view = { width, colorScheme };
    const name = (what: string) => `${what}-${width}-${colorScheme}`;
    const email = `eve${width}${colorScheme}@example.test`;
    const { page, errors, leave } = await visit(browser, await bought({ name: 'Eve' }), view);
    const accept = () => page.locator('main form button[type=submit]').first().click();
    await page.evaluate(`document.querySelector('main form').noValidate = true`);
    await accept();
    await page.getByRole('alert').waitFor();
    await looksRight(page, name('faults'));
    await page.getByLabel('Your name').fill('Eve');
    await page.getByLabel('Your e-mail').fill(email);
    await accept();
    await page.getByText('Please check your mail').first().waitFor();
    await page.locator('summary').click();
    await looksRight(page, name('asked'));

    await page.goto(linkIn(await mailTo(product, email, /confirm/), '/redeem/confirm/'));
    await accept();
    await page.getByText('It’s yours').first().waitFor();
    await looksRight(page, name('done'));
    await page.goto(await bought({ email }));
    await accept();
    await page.getByText('Added to your membership').first().waitFor();
    await looksRight(page, name('extended'));
    const payer = `payer-${email}`;
    await cast.joins(payer);
    await cast.settled();
    const payers = await bought({ email: payer });
    await page.goto(payers);
    await accept();
    await page.getByText('Your next charge moves').first().waitFor();
    await looksRight(page, name('moved'));
    await page.goto(payers);
    await looksRight(page, name('redeemed'));
    expect(errors).toEqual([]);
    await leave();
  });
});
