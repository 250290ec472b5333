import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';
import { begunPurchase, leavePath, stopPath } from './support/product.js';
import { objections, overflow, shifted, visit } from './support/visit.js';

let product: TestService;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

const pages: [name: string, path: () => string | Promise<string>][] = [
  ['the front', () => '/'],
  ['a campaign', () => '/campaigns/birthday?ref=friend'],
  ['the ledger', () => '/campaigns/birthday/ledger'],
  ['join', () => '/join?campaign=birthday'],
  ['gift', () => '/gift?campaign=birthday'],
  ['gifts for many', () => '/gift/many?campaign=birthday'],
  ['donate', () => '/donate?campaign=birthday'],
  ['the newsroom’s article', () => '/newsroom/birthday'],
  ['an unfinished payment', async () => new URL(await begunPurchase(product)).pathname],
  ['a gift that is not there', () => '/redeem/nothing-of-the-kind'],
  ['the confirming link', () => '/redeem/confirm/nothing-of-the-kind'],
  ['asking for a membership', () => '/pool?campaign=birthday'],
  ['giving to who cannot afford one', () => '/pool/give?campaign=birthday'],
  ['the link of who asked', () => '/pool/confirm/nothing-of-the-kind'],
  ['spreading the word', () => '/spread'],
  ['newsletters', () => '/newsletters'],
  ['the link of a newsletter', () => '/newsletters/confirm/nothing-of-the-kind'],
  ['leaving a newsletter', () => leavePath(product)],
  ['stopping news of campaigns', () => stopPath(product)],
  ['a way out that is none', () => '/newsletters/leave/1/nothing-of-the-kind'],
  ['signing in', () => '/sign-in'],
  ['a sign-in link', () => '/sign-in/nothing-of-the-kind'],
  ['an address with nothing', () => '/nothing'],
];

describe.each(pages)('%s', (_name, path) => {
  it.each(['light', 'dark'] as const)(
    'gives axe nothing to object to, on a phone, in %s',
    async (colorScheme) => {
      const { page, errors, leave } = await visit(browser, product.url + (await path()), { colorScheme });
      expect(await objections(page)).toEqual([]);
      expect(errors).toEqual([]);
      await leave();
    },
  );

  it('gives axe nothing to object to on a desk, and moves nothing while it loads', async () => {
    const { page, errors, leave } = await visit(browser, product.url + (await path()), { width: 1280 });
    expect(await objections(page)).toEqual([]);
    expect(await shifted(page)).toBeLessThan(0.005);
    expect(errors).toEqual([]);
    await leave();
  });

  it('fits a screen of 320 pixels, also with text of twice the size', async () => {
    const { page, leave } = await visit(browser, product.url + (await path()), { width: 320 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await leave();
  });

  it('weighs at most 60 kB over the wire, without fonts', async () => {
    const url = product.url + (await path());
    expect(await weight(url)).toBeLessThanOrEqual(60_000);
  });
});

/** The page itself with its style sheets and scripts, as a browser asks for them. */
async function weight(url: string): Promise<number> {
  const html = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
  const parts = [...html.matchAll(/<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"/g)];
  expect(parts.length).toBeGreaterThanOrEqual(2);
  const sizes = await Promise.all(
    parts.map(async ([, address = '']) => {
      const answer = await fetch(new URL(address.replaceAll('&amp;', '&'), url));
      expect(answer.status).toBe(200);
      return (await answer.arrayBuffer()).byteLength;
    }),
  );
  return sizes.reduce((total, size) => total + size, Buffer.byteLength(html));
}
