import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ExperimentCount } from '../../src/experiments/experiment-count.js';
import { Exposures } from '../../src/experiments/exposures.service.js';
import { Purchase } from '../../src/payments/purchase.js';
import { objections, overflow, shifted, visit } from '../site/support/visit.js';
import { launchBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startTestService, type TestService } from '../support/service.js';
import { type Host, startHost } from './support/host.js';

let product: TestService;
let browser: Browser;
let host: Host;
let reader: BrowserContext;

beforeAll(async () => {
  host = await startHost(() => product.url);
  [product, browser] = await Promise.all([startTestService(), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  host.close();
  await product.close();
});

beforeEach(async () => {
  reader = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  reader.setDefaultTimeout(10_000);
});
afterEach(() => reader.close());

async function staff(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${product.url}/api/staff/experiments${path}`, {
    method,
    headers: {
      authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

let made = 0;

const usual = 'Three years of reporting';
const other = 'You closed a bridge';

/** One that runs at a placement of its own name: of ten readers nine are dealt `b`, unless said otherwise. */
async function runs(b: object, weights: [number, number] = [1, 9]): Promise<string> {
  const key = `test-${++made}`;
  await staff('PUT', `/${key}`, {
    name: key,
    campaign: 'birthday',
    placements: [key],
    variants: [
      { key: 'a', name: 'As it is', weight: weights[0] },
      { key: 'b', name: 'Another', weight: weights[1], ...b },
    ],
  });
  await staff('POST', `/${key}/start`);
  return key;
}

async function opens(attributes: Record<string, string>): Promise<Page> {
  const page = await reader.newPage();
  await page.goto(host.page({ variant: 'inline', ...attributes }));
  await page
    .getByText('Become a member')
    .or(page.getByText('Долучитися'))
    .or(page.getByText('Join us'))
    .first()
    .waitFor();
  return page;
}

/** As if this browser had drawn that. */
async function draws(draw: number): Promise<void> {
  const page = await reader.newPage();
  await page.goto(host.page({ placement: 'none' }));
  await page.evaluate(`localStorage.setItem('thousandfold', JSON.stringify({ draw: ${draw} }))`);
  await page.close();
}

const headline = (page: Page): Promise<string> => page.locator('.headline').innerText();

async function counted(
  key: string,
): Promise<Record<string, [readers: number, views: number, presses: number]>> {
  await product.service.app.get(Exposures, { strict: false }).flush();
  const rows = await product.dataSource.manager.findBy(ExperimentCount, { experiment: key });
  return Object.fromEntries(
    rows.map(({ variant, readers, views, presses }) => [variant, [readers, views, presses]]),
  );
}

const words = { copy: { en: { headline: other, join: 'Join us', gift: 'Give it' } } };

describe('a reader of an experiment', () => {
  it('is dealt one variant, and keeps to it on every page', async () => {
    const placement = await runs(words, [1, 1]);
    const seen = new Set<string>();
    for (let draw = 0; draw < 8; draw++) {
      await draws(draw * 12.3);
      const first = await opens({ placement });
      const dealt = await headline(first);
      seen.add(dealt.startsWith(other) ? 'b' : 'a');
      for (let again = 0; again < 2; again++) {
        await first.reload();
        await first
          .getByRole('link', { name: /member|Join us/ })
          .first()
          .waitFor();
        expect(await headline(first)).toBe(dealt);
      }
      await first.close();
    }
    expect([...seen].sort()).toEqual(['a', 'b']);
  });

  it('is told of by a beacon: once as a reader, at each view, and once for a press', async () => {
    const placement = await runs(words, [1, 100]);
    await draws(50);
    const page = await opens({ placement });
    await page.getByText('Give it').scrollIntoViewIfNeeded();
    expect(await headline(page)).toBe(other);
    await page.reload();
    await page.getByText('Join us').click();
    await page.waitForURL(/\/join\?/);
    await eventually(
      () => counted(placement),
      ({ b }) => JSON.stringify(b) === '[1,2,1]',
    );
    expect(await counted(placement)).toEqual({ b: [1, 2, 1] });
  });

  it('is counted once where the page moves its banner about while it loads', async () => {
    const placement = await runs(words, [1, 100]);
    await draws(50);
    const page = await reader.newPage();
    let release = (): void => undefined;
    const moved = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/banner?**', async (route) => {
      await moved;
      await route.continue();
    });
    const asked = page.waitForRequest('**/banner?**');
    await page.goto(host.page({ variant: 'inline', placement }));
    await asked;
    const again = page.waitForRequest('**/banner?**');
    await page.evaluate(`document.body.append(document.querySelector('thousandfold-banner'))`);
    await again;
    release();
    await page.getByText('Join us').scrollIntoViewIfNeeded();
    expect(await headline(page)).toBe(other);
    await page.waitForLoadState('networkidle');
    await page.getByText('Join us').click();
    await page.waitForURL(/\/join\?/);
    await eventually(
      () => counted(placement),
      ({ b }) => b !== undefined && b[2] > 0,
    );
    expect(await counted(placement)).toEqual({ b: [1, 1, 1] });
  });

  it('brings the variant along to what they pay', async () => {
    const placement = await runs(words, [1, 100]);
    await draws(50);
    const page = await opens({ placement });
    await page.getByText('Join us').click();
    await page.getByText('€5a month').click();
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await page.waitForURL(({ href }) => !href.startsWith(product.url));
    const [purchase] = await product.dataSource.manager.find(Purchase, {
      order: { createdAt: 'DESC' },
      take: 1,
    });
    expect(purchase?.attribution).toMatchObject({ experiment: placement, variant: 'b', placement });
  });

  it.each([
    ['inline', 320],
    ['inline', 1280],
    ['top', 360],
    ['top', 1280],
  ])(
    'is offered the variant’s amounts, on the banner (%s, %i px) and where they lead',
    async (variant, width) => {
      const placement = await runs({ amounts: [700, 1_900, 4_200] }, [1, 100]);
      const { page, leave } = await visit(browser, host.page({ variant, placement }), { width });
      const amount = page.getByRole('link', { name: 'Donate €19' });
      await amount.waitFor();
      await page.waitForLoadState('networkidle');
      expect(await shifted(page)).toBe(0);
      expect(await overflow(page)).toBe(0);
      expect((await objections(page)).filter((line) => line.includes('thousandfold-banner'))).toEqual([]);
      const folder = process.env.SCREENSHOTS;
      if (folder)
        await page.screenshot({ path: join(folder, `experiment-${variant}-${width}.png`), fullPage: true });
      await amount.click();
      await page.getByRole('radio', { name: '€42' }).waitFor();
      expect(await page.getByRole('radio', { name: '€19' }).isChecked()).toBe(true);
      expect(await page.getByRole('radio', { name: '€25' }).count()).toBe(0);
      await page.getByRole('button', { name: /Continue|Donate/ }).click();
      await page.waitForURL(({ href }) => !href.startsWith(product.url));
      const [purchase] = await product.dataSource.manager.find(Purchase, {
        order: { createdAt: 'DESC' },
        take: 1,
      });
      expect(purchase).toMatchObject({ amount: 1_900, attribution: { experiment: placement, variant: 'b' } });
      await leave();
    },
  );

  it.each([
    ['without consent', usual, { 'data-consent': 'denied' }],
    ['on a page in a language that no variant speaks', 'Три роки журналістики', { 'on.lang': 'uk' }],
  ])('takes no part %s, and sees the usual words', async (_name, said, attributes) => {
    const placement = await runs(words, [1, 100]);
    const page = await opens({ placement, ...(attributes as Record<string, string>) });
    expect(await headline(page)).toContain(said);
    await page.close();
    expect(await counted(placement)).toEqual({});
  });

  it('takes no part where the browser keeps nothing', async () => {
    const placement = await runs(words, [1, 100]);
    await reader.addInitScript('Storage.prototype.setItem = () => { throw new Error("full") }');
    const page = await opens({ placement });
    expect(await headline(page)).toContain(usual);
  });

  it('sees the winner once it is decided, consent or not, and is counted no more', async () => {
    const placement = await runs(words, [100, 1]);
    await staff('POST', `/${placement}/decide`, { variant: 'b' });
    const page = await opens({ placement, 'data-consent': 'denied' });
    expect(await headline(page)).toBe(other);
    await page.getByText('Join us').click();
    await page.waitForURL(/\/join\?/);
    expect(page.url()).not.toContain('experiment=');
    expect(await counted(placement)).toEqual({});
  });

  it('reads words as text, whatever stands in them', async () => {
    const headlineText = '<img src=x onerror=alert(1)>';
    const placement = await runs({ copy: { en: { headline: headlineText } } }, [1, 100]);
    await draws(50);
    const page = await opens({ placement });
    expect(await headline(page)).toBe(headlineText);
    expect(await page.locator('thousandfold-banner img').count()).toBe(0);
  });
});

describe('the sample newsroom’s page', () => {
  it('takes part with all of its banners, and keeps them while the service is away', async () => {
    await staff('PUT', '/sample', {
      name: 'On the sample page',
      campaign: 'birthday',
      placements: ['top', 'inline'],
      variants: [
        { key: 'a', name: 'As it is', weight: 1 },
        { key: 'b', name: 'Another', weight: 100, ...words },
      ],
    });
    await staff('POST', '/sample/start');
    const errors: string[] = [];
    const page = await reader.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`${product.url}/newsroom/birthday`);
    await page.evaluate(`localStorage.setItem('thousandfold', JSON.stringify({ draw: 50 }))`);
    await page.reload();
    const said = (variant: string) => page.locator(`thousandfold-banner[variant=${variant}] .headline`);
    for (const variant of ['top', 'inline']) {
      await said(variant).scrollIntoViewIfNeeded();
      await eventually(
        () => said(variant).innerText(),
        (text) => text === other,
      );
    }
    expect(await said('bottom').innerText()).toContain(usual);
    // Whatever is asked for from now on is not answered: beacons, the stream, the number.
    await reader.route(/\/api\//, (route) => route.abort());
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await page.evaluate(`window.dispatchEvent(new Event('pagehide'))`);
    expect(await said('inline').innerText()).toBe(other);
    expect(errors).toEqual([]);
  });
});

describe('forged addresses', () => {
  it('of an experiment or a variant that is not there lead to forms that work', async () => {
    const page = await reader.newPage();
    await page.goto(`${product.url}/donate?campaign=birthday&placement=top&experiment=x&variant=y&amount=-1`);
    await page.getByRole('radio', { name: '€25' }).waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
  });
});
