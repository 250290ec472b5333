import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.js';
import type { DataSource } from 'typeorm';
import { Experiment } from '../../../src/experiments/experiment.js';
import { ExperimentCount } from '../../../src/experiments/experiment-count.js';
import { Campaign } from '../../../src/campaigns/campaign.js';
import { type StaffApp, startStaffApp } from './staff-app.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Set it to a folder to look at the pages yourself. */
const screenshots = process.env.SCREENSHOTS;

const all = [
  { width: 320, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
] as const;
/** Two of them show each width and each scheme; who looks wants all. */
const views = screenshots ? all : all.slice(0, 2);

describe('every page of the console in a browser', () => {
  let running: StaffApp;
  let browser: Browser;
  let pages: [name: string, path: string][];

  beforeAll(async () => {
    running = await startStaffApp();
    await addExperiment(running.dataSource);
    const { ann, annsPurchase, bensPurchase, comparison, lateGift, parkedEvent } = running.newsroom;
    pages = [
      ['sign-in', '/staff/sign-in'],
      ['sign-in-confirm', '/staff/sign-in/a-token'],
      ['overview', '/staff'],
      ['campaigns', '/staff/campaigns'],
      ['campaign', '/staff/campaigns/birthday/edit'],
      ['campaign-preview', '/staff/campaigns/birthday/preview?state=met'],
      ['campaign-new', '/staff/campaigns/new'],
      ['ledger', '/staff/campaigns/birthday/ledger'],
      ['inbox', '/staff/inbox'],
      ['event', `/staff/inbox/${parkedEvent}`],
      ['reconciliation', '/staff/reconciliation'],
      ['report', `/staff/reconciliation/${comparison}`],
      ['campaign-copy', '/staff/campaigns/birthday/copy'],
      ['experiments', '/staff/experiments'],
      ['experiment-new', '/staff/experiments/new'],
      ['experiment', '/staff/experiments/bridge'],
      ['rates', '/staff/rates'],
      ['placements', '/staff/placements'],
      ['placement-new', '/staff/placements/new'],
      ['newsletters', '/staff/newsletters'],
      ['newsletter', '/staff/newsletters/weekly'],
      ['members', '/staff/members'],
      ['member', `/staff/members/${ann}`],
      ['gifts', '/staff/gifts'],
      ['gift', `/staff/gifts/${lateGift}`],
      ['gift-void', `/staff/gifts/${lateGift}/void`],
      ['pool', '/staff/pool'],
      ['sharers', '/staff/sharers'],
      ['overview-by-sharer', '/staff?by=ref'],
      ['donations', '/staff/donations'],
      ['purchase', `/staff/purchases/${bensPurchase}`],
      ['refund', `/staff/purchases/${annsPurchase}/refund`],
      ['refund-gifts', `/staff/purchases/${bensPurchase}/refund`],
      ['mails', '/staff/mails'],
      ['audit', '/staff/audit'],
    ];
    if (screenshots) await mkdir(screenshots, { recursive: true });
  }, 60_000);

  beforeEach(async () => {
    browser = await launchBrowser();
  });
  afterEach(() => browser.close());
  afterAll(() => running.close());

  it.each(views)(
    'is usable by everybody at $width px, $colorScheme',
    async ({ width, colorScheme }) => {
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: 'reduce',
      });
      const [name = '', value = ''] = (await running.cookieFor('administrator')).split('=');
      await context.addCookies([{ name, value, url: running.url }]);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
      });
      for (const [screen, path] of pages) {
        const answer = await page.goto(`${running.url}${path}`);
        expect([screen, answer?.status()]).toEqual([screen, 200]);
        await openDetails(page);
        if (screenshots)
          await page.screenshot({
            path: `${screenshots}/${screen}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        expect(await violations(page, screen)).toEqual([]);
        expect([screen, await overflow(page)]).toEqual([screen, 0]);
      }
      // The client script comes with the reader pages; everything here works without it.
      expect(complaints.filter((text) => !text.includes('site.js') && !text.includes('404'))).toEqual([]);
    },
    120_000,
  );

  async function openDetails(page: Page): Promise<void> {
    for (const summary of await page.locator('summary').all()) await summary.click();
  }

  /** By how many pixels the page is wider than the window: tables scroll within themselves. */
  async function overflow(page: Page): Promise<number> {
    return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  async function violations(page: Page, screen: string): Promise<string[]> {
    // Not as a script of the page: its content security policy forbids that, rightly.
    await page.evaluate(axe);
    const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
      'window.axe.run(document).then((results) => results.violations)',
    );
    return found.map(({ id, nodes }) => `${screen}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }
});

/** One that has been running for a while, with what each variant brought. */
async function addExperiment({ manager }: DataSource): Promise<void> {
  const campaign = await manager.findOneByOrFail(Campaign, { slug: 'birthday' });
  const startedAt = new Date(Date.now() - 10 * 86_400_000);
  await manager.insert(Experiment, {
    key: 'bridge',
    name: 'Birthday or bridge?',
    campaignId: campaign.id,
    placements: ['top', 'inline'],
    readersWanted: 5_000,
    currency: 'eur',
    status: 'running',
    startedAt,
    variants: [
      { key: 'a', name: 'The birthday', weight: 1, copy: {}, amounts: [] },
      {
        key: 'b',
        name: 'The bridge',
        weight: 1,
        copy: { en: { headline: 'You closed a bridge before it fell' }, uk: { join: 'Долучаюся' } },
        amounts: [],
      },
      { key: 'c', name: 'Small amounts', weight: 1, copy: {}, amounts: [300, 700, 1_500] },
    ],
  });
  const count = (variant: string, readers: number) => ({
    experiment: 'bridge',
    variant,
    placement: 'top',
    readers,
    views: readers * 3,
    presses: Math.round(readers / 40),
  });
  await manager.insert(ExperimentCount, [count('a', 6_040), count('b', 5_980), count('c', 6_011)]);
  for (const [variant, paid] of [
    ['a', 30],
    ['b', 71],
    ['c', 33],
  ] as const)
    await manager.query(
      `insert into purchases (id, purpose, status, amount, currency, interval, description, product_key, livemode, attribution, created_at, expires_at)
       select gen_random_uuid(), 'membership', 'paid', 500 + 1000 * (n % 3), 'eur', 'month', 'Membership', 'plan-supporter-month', false,
         jsonb_build_object('experiment', 'bridge', 'variant', $1::text), $2, $2 from generate_series(1, $3) n`,
      [variant, new Date(startedAt.getTime() + 86_400_000), paid],
    );
}
