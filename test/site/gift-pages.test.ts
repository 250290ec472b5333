import type { Browser } from 'playwright-core';
import { GiftLinks } from '../../src/gifts/gift-links.js';
import { Gift } from '../../src/gifts/gift.js';
import { GoingOnLinks } from '../../src/members/going-on/going-on-links.js';
import { launchBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { eventually, startTestService, type TestService } from '../support/service.js';
import { objections, overflow, visit } from './support/visit.js';

let product: TestService;
let browser: Browser;
let mailed: string;
let held: string;
let goOn: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([
    startTestService({ env: { RATE_LIMITS: 'off' } }),
    launchBrowser(),
  ]);
  const cast = new Cast(product);
  const bought = async (recipient: object): Promise<string> => {
    const { purchase } = await cast.gives('ben@example.test', [recipient]);
    const links = product.service.app.get(GiftLinks);
    return eventually(
      async () => {
        const gift = await product.dataSource.manager.findOneBy(Gift, { purchaseId: purchase });
        return (gift && links.of(gift)) ?? '';
      },
      (link) => link !== '',
    );
  };
  const tokenOf = (link: string): string => link.split('/').at(-1) ?? '';
  mailed = await bought({ email: 'cleo@example.test', name: 'Cleo', message: 'Read on,\nCleo' });
  held = await bought({ name: 'Cora' });
  await cast.redeems(tokenOf(held), 'cora@example.test');
  await cast.redeems(tokenOf(await bought({ email: 'dora@example.test' })), 'dora@example.test');
  const [{ id }] = await product.dataSource.query(`select id from memberships where source = 'gift'`);
  goOn = product.service.app.get(GoingOnLinks).of(id);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await product.close();
});

const pages: [name: string, link: () => string][] = [
  ['a mailed gift', () => mailed],
  ['a gift that is held for somebody', () => held],
  ['going on after a gift', () => goOn],
];

describe.each(pages)('%s', (_name, link) => {
  it.each([
    [360, 'light'],
    [360, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('gives axe nothing to object to at %i, in %s', async (width, colorScheme) => {
    const { page, errors, leave } = await visit(browser, link(), { width, colorScheme });
    expect(await objections(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    await leave();
  });

  it('fits a screen of 320 pixels, also with text of twice the size', async () => {
    const { page, leave } = await visit(browser, link(), { width: 320 });
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await leave();
  });
});
