import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { startService } from '../../src/service.js';
import { objections, overflow, shifted, visit } from '../site/support/visit.js';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';
import { type Host, startHost } from './support/host.js';

let product: TestService;
let browser: Browser;
let host: Host;

beforeAll(async () => {
  [product, browser, host] = await Promise.all([
    startTestService(),
    launchBrowser(),
    startHost(() => product.url),
  ]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  host.close();
  await product.close();
});

/** What tells that each variant has heard of the campaign. */
const filled = {
  top: 'Goal: 1,000 new members for our birthday',
  inline: 'Help us get 1,000 new members!',
  bottom: 'of 1,000 new members',
  meter: 'of 1,000 new members',
  signup: 'Enter your email to subscribe',
};
type Variant = keyof typeof filled;
const variants = Object.keys(filled) as Variant[];

async function ready(page: Page, variant: Variant): Promise<void> {
  await page
    .getByText(filled[variant])
    .first()
    .waitFor({ state: variant === 'top' ? 'attached' : 'visible' });
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Those that axe has against the banner; the rest of the page is somebody else's. */
async function faults(page: Page): Promise<string[]> {
  return (await objections(page)).filter((line) => line.includes('thousandfold-banner'));
}

function sizeOf(name: string): number {
  return gzipSync(readFileSync(new URL(`../../dist/public/${name}`, import.meta.url)), { level: 9 })
    .byteLength;
}

describe('the banner on somebody else’s page', () => {
  it('is at most 5 kB, all in; what rules and the sign-up need besides is loaded by those alone', () => {
    expect(sizeOf('embed.js')).toBeLessThanOrEqual(5_000);
    expect(sizeOf('embed-more.js')).toBeLessThanOrEqual(3_600);
  });

  describe.each(variants)('%s', (variant) => {
    it.each([
      [320, 'light', 'ltr'],
      [360, 'dark', 'rtl'],
      [800, 'light', 'rtl'],
      [1280, 'light', 'ltr'],
      [1280, 'dark', 'rtl'],
    ] as const)(
      'at %i px, %s, %s: works under a strict policy, moves nothing, fits, and axe has no objection',
      async (width, colorScheme, dir) => {
        const url = host.page({ variant, 'on.dir': dir });
        const { page, errors, leave } = await visit(browser, url, { width, colorScheme });
        await ready(page, variant);
        expect(await shifted(page)).toBe(0);
        expect(await overflow(page)).toBeLessThanOrEqual(0);
        expect(await faults(page)).toEqual([]);
        expect(errors).toEqual([]);
        await picture(page, `${variant}-${width}-${colorScheme}-${dir}`);
        await leave();
      },
    );

    it('leaves the plain link where scripts are off', async () => {
      const { page, leave } = await visit(browser, host.page({ variant }), { javaScriptEnabled: false });
      expect(await page.getByRole('link', { name: 'Support us' }).isVisible()).toBe(true);
      await leave();
    });
  });

  it('lets no style in and none out', async () => {
    const { page, leave } = await visit(browser, host.page({}));
    await ready(page, 'top');
    const size = (element: string): Promise<string> => page.evaluate(`getComputedStyle(${element}).fontSize`);
    expect(
      await size(`document.querySelector('thousandfold-banner').shadowRoot.querySelector('.primary')`),
    ).toBe('16px');
    expect(await size(`document.querySelector('.after')`)).toBe('9px');
    await leave();
  });

  it('makes one request for its data, sets no cookie and keeps nothing before it is answered', async () => {
    const asked: string[] = [];
    const { page, leave } = await visit(browser, 'about:blank');
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(host.page({ variant: 'inline' }));
    await ready(page, 'inline');
    const ours = asked.filter((url) => url.startsWith(product.url));
    expect(ours).toEqual([
      `${product.url}/embed.js`,
      `${product.url}/api/campaigns/birthday/banner?placement=inline`,
    ]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await leave();
  });

  it('leads to the forms, and says where from', async () => {
    const { page, leave } = await visit(browser, host.page({ placement: 'front' }));
    const href = await page.getByRole('link', { name: 'Gift membership' }).getAttribute('href');
    expect(href).toBe(
      `${product.url}/gift?campaign=birthday&placement=front&utm_source=banner&page=%2Fstory&lang=en&utm_medium=top`,
    );
    await leave();
  });

  it('knows its older name, `article`', async () => {
    const { page, leave } = await visit(browser, host.page({ variant: 'article' }));
    await ready(page, 'inline');
    await leave();
  });

  it('speaks the page’s language', async () => {
    const { page, leave } = await visit(browser, host.page({ 'on.lang': 'uk' }));
    await page.getByRole('link', { name: 'Подарувати участь' }).waitFor();
    await page.getByText('із 1 000 нових учасників'.replace('1 000', '1\u00a0000')).waitFor();
    await page.getByRole('link', { name: 'Долучитися' }).click();
    await page.getByRole('heading', { name: 'Долучитися' }).waitFor();
    await leave();
  });

  it('tells the figures in the page’s language, where they are written in it', async () => {
    const { page, leave } = await visit(browser, host.page({ variant: 'inline', 'on.lang': 'uk' }));
    await page.getByText('12 000 учасників').waitFor();
    await page.getByText(/^Облік учасників The Meridian, /).waitFor();
    await leave();
  });

  it('is worked by keyboard alone, and stays away once it is told “not now”', async () => {
    const { page, leave } = await visit(browser, host.page({ variant: 'bottom' }));
    const close = page.getByRole('button', { name: 'Not now' });
    await close.waitFor();
    const names: string[] = [];
    for (let index = 0; index < 5; index++) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate(`(() => {
          const inside = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
          return inside.getAttribute('aria-label') ?? inside.textContent;
        })()`),
      );
    }
    expect(names).toEqual(expect.arrayContaining(['Become a member', 'Gift membership', 'Not now']));
    await close.press('Enter');
    await close.waitFor({ state: 'hidden' });
    await page.reload();
    await page.locator('.gone').waitFor({ state: 'attached' });
    expect(await page.getByText('Become a member').count()).toBe(0);
    expect(await shifted(page)).toBe(0);
    await leave();
  });

  it('takes an address for the chosen newsletters, and says in words what is wrong', async () => {
    const { page, errors, leave } = await visit(browser, host.page({ variant: 'signup' }));
    const email = page.getByRole('textbox', { name: 'Enter your email to subscribe' });
    await email.fill('ann');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await page.getByText('Please enter a correct email address').waitFor();
    await email.fill('ann@example.org');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await page.getByText('Please choose at least one newsletter').waitFor();
    await page.getByRole('checkbox', { name: 'River letters' }).check();
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await page.getByText('Successfully subscribed.').waitFor();
    expect(errors).toEqual([]);
    await leave();
  });

  describe('with something that is not as it should be', () => {
    it.each([
      ['an unknown campaign', { campaign: 'nothing-of-the-kind' }],
      ['no campaign at all', { campaign: '' }],
      ['a campaign that would be a path', { campaign: '../../webhooks/stripe?x=' }],
      ['a campaign with markup', { campaign: '<img src=x onerror=alert(1)>' }],
    ])('%s: the plain link stays, and there is no error of ours', async (_name, attributes) => {
      const { page, errors, leave } = await visit(browser, host.page(attributes));
      await page.locator('.frame').waitFor({ state: 'attached' });
      expect(await page.getByRole('link', { name: 'Support us' }).isVisible()).toBe(true);
      expect(await shifted(page)).toBe(0);
      expect(errors).toEqual([]);
      await leave();
    });

    it('a variant that there is not: the band at the top', async () => {
      const { page, errors, leave } = await visit(browser, host.page({ variant: '"><script>' }));
      await ready(page, 'top');
      expect(errors).toEqual([]);
      await leave();
    });

    it('a campaign that is over: says when it ended', async () => {
      await product.dataSource.query(
        `insert into campaigns (id, slug, title, headline, story, published, goal_kind, goal_target, starts_at, ends_at,
           time_zone, livemode) values (gen_random_uuid(), 'over', 'Last year', 'Last year', '', true, 'members', 10,
           '2025-01-01', '2025-02-01', 'UTC', false)`,
      );
      const { page, errors, leave } = await visit(browser, host.page({ campaign: 'over', variant: 'meter' }));
      await page.getByText('ended on 31 January').waitFor();
      expect(errors).toEqual([]);
      await leave();
    });
  });
});

describe('the script’s addresses', () => {
  it('one names its content, can be pinned by its integrity, and keeps', async () => {
    const body = Buffer.from(await (await fetch(`${product.url}/embed.js`)).arrayBuffer());
    const version = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const pinned = await fetch(`${product.url}/embed.${version}.js`);
    expect(Buffer.from(await pinned.arrayBuffer())).toEqual(body);
    expect(pinned.headers.get('cache-control')).toContain('immutable');
    expect(pinned.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('one of an earlier release is served for good, one that never was is not there', async () => {
    await product.dataSource.query(
      `insert into banner_scripts (version, body) values ('0123456789ab', 'old()')`,
    );
    const old = await fetch(`${product.url}/embed.0123456789ab.js`);
    expect(await old.text()).toBe('old()');
    expect(old.headers.get('content-type')).toContain('text/javascript');
    expect((await fetch(`${product.url}/embed.ba9876543210.js`)).status).toBe(404);
  });
});

describe('the number', () => {
  /** Returns what the number is then. */
  async function add(people: number): Promise<number> {
    const answer = await fetch(`${product.url}/api/staff/campaigns/birthday/adjustments`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`,
      },
      body: JSON.stringify({ delta: people, reason: 'On paper, at the fair' }),
    });
    const { campaign } = (await answer.json()) as { campaign: { value: number } };
    return campaign.value;
  }

  const shows = (page: Page, number: number) =>
    page.locator('strong', { hasText: new RegExp(`^${number}$`) });

  it('moves as it changes, without moving the page', async () => {
    const { page, errors, leave } = await visit(browser, host.page({ variant: 'meter', live: '' }));
    await ready(page, 'meter');
    const now = await add(7);
    await shows(page, now).waitFor();
    const words = `${now} of 1,000 new members`;
    expect(await page.getByRole('meter').getAttribute('aria-valuetext')).toBe(words);
    expect(await page.getByRole('status').textContent()).toBe(words);
    expect(await shifted(page)).toBe(0);
    expect(errors).toEqual([]);
    await leave();
  });

  it('is not asked for while the tab is hidden', async () => {
    const asked: string[] = [];
    const { page, leave } = await visit(browser, 'about:blank');
    await page.addInitScript(`Object.defineProperty(document, 'hidden', { get: () => window.away ?? true })`);
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(host.page({ variant: 'meter', live: '' }));
    await page.locator('.frame').waitFor({ state: 'attached' });
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
    await page.evaluate(`window.away = false; document.dispatchEvent(new Event('visibilitychange'))`);
    await ready(page, 'meter');
    const stream = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/stream'));
    await page.evaluate(`window.away = true; document.dispatchEvent(new Event('visibilitychange'))`);
    await stream;
    await leave();
  });

  it('is polled where there is no stream', async () => {
    const { page, leave } = await visit(browser, 'about:blank');
    await page.route('**/stream', (route) => route.fulfill({ status: 429, body: '' }));
    await page.goto(host.page({ variant: 'meter', live: '' }));
    await ready(page, 'meter');
    await shows(page, await add(5)).waitFor();
    await leave();
  });

  it('makes nothing of a stream that tells something else', async () => {
    const { page, errors, leave } = await visit(browser, 'about:blank');
    const told = ['<html>', 'null', '{}', '{"goal":{"kind":"members","target":5}}'];
    const body = told.map((data) => `event: progress\ndata: ${data}\n\n`).join('');
    let streams = 0;
    await page.route('**/stream', (route) => {
      streams++;
      return route.fulfill({
        body,
        contentType: 'text/event-stream',
        headers: { 'access-control-allow-origin': '*' },
      });
    });
    await page.goto(host.page({ variant: 'meter', live: '' }));
    await ready(page, 'meter');
    const now = await add(3);
    await shows(page, now).waitFor();
    expect(streams).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await leave();
  });

  it('outlives a service that is stopped in the middle, and follows again when it is back', async () => {
    const { page, errors, leave } = await visit(browser, host.page({ variant: 'meter', live: '' }));
    const before = await add(1);
    await shows(page, before).waitFor();
    await product.service.close();
    await page.waitForEvent('requestfailed');
    expect(await page.locator('strong').textContent()).toBe(String(before));
    // A page that is opened meanwhile has neither script nor data.
    const late = await visit(browser, host.page({}));
    expect(await late.page.getByRole('link', { name: 'Support us' }).isVisible()).toBe(true);
    expect(await shifted(late.page)).toBe(0);
    await late.leave();
    const again = await startService(product.settings);
    await shows(page, await add(1)).waitFor({ timeout: 30_000 });
    // What the browser itself says of an address that does not answer is no error of ours.
    expect(errors.filter((line) => !/net::ERR_/.test(line))).toEqual([]);
    await leave();
    await again.close();
  }, 60_000);
});
