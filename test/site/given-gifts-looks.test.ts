import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { linkIn, mailTo } from '../journeys/support/reader.js';
import { launchBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { addDays, instantToLocalDate } from '../../src/common/dates.js';
import { startTestService, type TestService } from '../support/service.js';
import { objections, overflow, shifted, visit } from './support/visit.js';

let product: TestService;
let browser: Browser;
let pages: Record<string, string>;

beforeAll(async () => {
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
  const cast = new Cast(product);
  const later = instantToLocalDate(addDays(new Date(), 30), 'Europe/Kyiv');
  await cast.gives('ben@example.test', [
    { name: 'Cleo Featherstonehaugh-Cholmondeley', email: 'cleo@example.test', deliverOn: later },
    { name: 'Cora', email: 'cora@gone.invalid', message: 'Read on,\nBen' },
    { name: 'Grandmother' },
    { name: 'Cy', email: 'cy@example.test' },
  ]);
  const page = linkIn(await mailTo(product, 'ben@example.test', /Your 4 gifts/), '/gifts/');
  await mailTo(product, 'ben@example.test', /could not be delivered/);
  await cast.redeems(await cast.linkFor('cy@example.test'), 'cy@example.test');
  const thank = linkIn(await mailTo(product, 'cy@example.test', /you are a member/), '/gifts/thanks/');
  await fetch(thank, {
    method: 'POST',
    body: new URLSearchParams({ note: 'So kind of you.\nI read every day!' }),
  });
  pages = {
    list: page,
    waiting: `${page}/1`,
    undeliverable: `${page}/2`,
    handed: `${page}/3`,
    thanked: thank,
  };
}, 90_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

/** Where pictures go, to be looked at; none are kept otherwise. */
const folder = process.env.SCREENSHOTS;

describe.each(['list', 'waiting', 'undeliverable', 'handed', 'thanked'])('the giver’s page: %s', (name) => {
  it.each([
    [320, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('fits %i pixels, %s, and gives axe nothing to object to', async (width, colorScheme) => {
    const { page, errors, leave } = await visit(browser, pages[name] ?? '', { width, colorScheme });
    if (folder) {
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
    expect(await objections(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    // Narrower than any phone, a headline may break elsewhere once its typeface is there.
    expect(await shifted(page)).toBeLessThan(width > 320 ? 0.01 : 0.1);
    expect(errors).toEqual([]);
    await leave();
  });
});
