import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Sessions } from '../../src/accounts/sessions.service.js';
import type { PlacementRules } from '../../src/placements/placement-rules.js';
import { launchBrowser } from '../support/browser.js';
import { Cast } from '../support/cast.js';
import { eventually } from '../support/eventually.js';
import { startTestService, type TestService } from '../support/service.js';
import { type Host, startHost } from './support/host.js';

let product: TestService;
let browser: Browser;
let host: Host;
let reader: BrowserContext;

beforeAll(async () => {
  host = await startHost(() => product.url);
  const origin = new URL(host.page({})).origin;
  [product, browser] = await Promise.all([
    startTestService({ env: { COUNTRY_HEADER: 'CF-IPCountry', NEWSROOM_ORIGINS: origin } }),
    launchBrowser(),
  ]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  host.close();
  await product.close();
});

beforeEach(async () => {
  reader = await browser.newContext({ viewport: { width: 800, height: 700 } });
  reader.setDefaultTimeout(10_000);
});
afterEach(() => reader.close());

let places = 0;

/** A placement with these rules, and its name. */
async function placed(rules: Partial<PlacementRules>): Promise<string> {
  const key = `place-${++places}`;
  const answer = await fetch(`${product.url}/api/staff/placements/${key}`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`,
    },
    body: JSON.stringify(rules),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return key;
}

async function opens(attributes: Record<string, string>, path?: string): Promise<Page> {
  const page = await reader.newPage();
  await page.goto(host.page({ variant: 'meter', ...attributes }, path));
  return page;
}

/** Whether the reader sees the banner there, once it has made up its mind. */
async function sees(attributes: Record<string, string>, path?: string): Promise<boolean> {
  const page = await opens(attributes, path);
  const decided = page.locator('.gone, .line').first();
  await decided.waitFor({ state: 'attached' });
  const shown = (await page.locator('.line').count()) > 0;
  // A view counts when it is seen, which the browser tells a moment later.
  if (shown && attributes.placement)
    await eventually(
      () => kept(page),
      (found) => attributes['data-consent'] === 'denied' || found.includes(attributes.placement ?? ''),
    );
  await page.close();
  return shown;
}

const kept = (page: Page): Promise<string> => page.evaluate('JSON.stringify({ ...localStorage })');

describe('a placement', () => {
  it('without rules is for everybody, and one that nobody made too', async () => {
    const page = await opens({ placement: 'nobody-made-it' });
    await page.locator('.line').waitFor();
  });

  it('that is taken off is shown to nobody', async () => {
    expect(await sees({ placement: await placed({ active: false }) })).toBe(false);
  });

  it.each([
    ['a section', { sections: ['River'] }, { 'data-section': 'river' }, { 'data-section': 'City' }],
    ['a section of the page', { sections: ['River'] }, { 'on.data-section': 'River' }, {}],
    ['a tag', { tags: ['floods', 'bridge'] }, { 'data-tags': 'courts, Bridge' }, { 'data-tags': 'bridges' }],
    ['a language', { languages: ['uk'] }, { 'on.lang': 'uk-UA' }, { 'on.lang': 'en' }],
  ])('is shown where the page says %s', async (_name, rules, there, elsewhere) => {
    const placement = await placed(rules);
    expect(await sees({ placement, ...(there as Record<string, string>) })).toBe(true);
    expect(await sees({ placement, ...(elsewhere as Record<string, string>) })).toBe(false);
  });

  it('is not shown on sensitive pages, listed or said by the page', async () => {
    const placement = await placed({ sensitivePages: ['/obituaries/*', '/about'] });
    expect(await sees({ placement }, '/obituaries/mara')).toBe(false);
    expect(await sees({ placement }, '/about')).toBe(false);
    expect(await sees({ placement }, '/about-us')).toBe(true);
    expect(await sees({ placement, 'on.data-sensitive': '' })).toBe(false);
  });

  it('is shown in its countries only, and no cache shares that', async () => {
    const placement = await placed({ countries: ['UA'], maxViews: 9 });
    expect(await sees({ placement })).toBe(false);
    await reader.route('**/banner?**', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'cf-ipcountry': 'ua' } }),
    );
    expect(await sees({ placement })).toBe(true);
    const answer = await fetch(`${product.url}/api/campaigns/birthday/banner?placement=${placement}`);
    expect(answer.headers.get('cache-control')).toBe('private, max-age=10');
    expect(answer.headers.get('vary')).toContain('CF-IPCountry');
  });

  it('is shown to its share of the readers, and each keeps to what was drawn', async () => {
    const placement = await placed({ share: 40 });
    const draws = async (draw: number): Promise<boolean> => {
      const page = await opens({ placement: 'none' });
      await page.evaluate(`localStorage.setItem('thousandfold', JSON.stringify({ draw: ${draw} }))`);
      await page.close();
      return sees({ placement });
    };
    expect(await draws(39)).toBe(true);
    expect(await draws(41)).toBe(false);
    expect(await sees({ placement })).toBe(false);
  });

  it('is seen so many times and no more, until the days are over', async () => {
    const placement = await placed({ maxViews: 2, viewDays: 3 });
    expect(await sees({ placement })).toBe(true);
    expect(await sees({ placement })).toBe(true);
    expect(await sees({ placement })).toBe(false);
    await goBack(placement, 4);
    expect(await sees({ placement })).toBe(true);
  });

  it('rests between two views', async () => {
    const placement = await placed({ gapHours: 12 });
    expect(await sees({ placement })).toBe(true);
    expect(await sees({ placement })).toBe(false);
    await goBack(placement, 0.6);
    expect(await sees({ placement })).toBe(true);
  });

  it('waits until so many articles were read; one that is read again is one', async () => {
    const placement = await placed({ afterArticles: 2 });
    for (const path of ['/one', '/two', '/one']) expect(await sees({ placement }, path)).toBe(false);
    expect(await sees({ placement }, '/three')).toBe(true);
  });

  it.each([
    ['Not now', 7],
    ['I’m already a member', 90],
  ])('is quiet after “%s” for the days that its rules say', async (name, days) => {
    const placement = await placed({});
    const page = await opens({ placement, variant: 'bottom' });
    await page.getByRole('button', { name }).click();
    expect(await page.getByText('Become a member').isVisible()).toBe(false);
    expect(await sees({ placement })).toBe(false);
    // The days pass by: the note is moved towards us.
    const note = `thousandfold:${placement}`;
    const until = Number(await page.evaluate(`localStorage.getItem('${note}')`));
    expect(Math.round((until - Date.now()) / 864e5)).toBe(days);
    await page.evaluate(`localStorage.setItem('${note}', '${Date.now() - 1}')`);
    await page.reload();
    await page.getByText('Become a member').waitFor();
  });

  it.each([
    ['nothing', 'null'],
    ['a number', '7'],
    ['half a text', '{"draw":'],
    ['another’s', '{"draw":"lots","seen":null,"read":7,"met":"all","member":"since May"}'],
    ['a part of its own', '{"draw":99}'],
    ['views of another kind', '{"seen":"x"}'],
    ['views that are none', '{"seen":{"PLACE":7},"read":[1]}'],
    ['views of a clock that went ahead', `{"seen":{"PLACE":[${Date.now() + 9e11}]}}`],
  ])('is shown where what the browser keeps under its name is %s', async (_what, text) => {
    const placement = await placed({ maxViews: 5, gapHours: 1, afterArticles: 0, share: 100 });
    const page = await opens({ placement: 'nobody-made-it' });
    await page.evaluate(
      `localStorage.setItem('thousandfold', ${JSON.stringify(text.replace('PLACE', placement))})`,
    );
    await page.close();
    expect(await sees({ placement })).toBe(true);
    expect(await sees({ placement })).toBe(false);
  });

  it('may have a name that every object knows', async () => {
    await fetch(`${product.url}/api/staff/placements/constructor`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${product.settings.STAFF_API_TOKEN}`,
      },
      body: JSON.stringify({ maxViews: 1 }),
    });
    expect(await sees({ placement: 'constructor' })).toBe(true);
    expect(await sees({ placement: 'constructor' })).toBe(false);
  });

  it('asks nothing of the service while it is quiet', async () => {
    const placement = await placed({});
    const page = await opens({ placement, variant: 'top' });
    await page.getByRole('button', { name: 'Not now' }).click();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.locator('.gone').waitFor({ state: 'attached' });
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([]);
  });
});

/** As if that placement was seen so many days earlier than it was. */
async function goBack(placement: string, days: number): Promise<void> {
  const page = await opens({ placement: 'none' });
  await page.evaluate(`(() => {
    const views = JSON.parse(localStorage.getItem('thousandfold'));
    views.seen['${placement}'] = views.seen['${placement}'].map((time) => time - ${days} * 864e5);
    localStorage.setItem('thousandfold', JSON.stringify(views));
  })()`);
  await page.close();
}

describe('a member', () => {
  async function signedIn(email: string): Promise<void> {
    const sessions = product.service.app.get(Sessions, { strict: false });
    const { token } = await sessions.start(product.dataSource.manager, email, 'reader');
    await reader.addCookies([{ name: 'tf_session', value: token, url: product.url, sameSite: 'Lax' }]);
  }

  it('who is signed in with us is not asked', async () => {
    const placement = await placed({ hideFromMembers: true });
    const cast = new Cast(product);
    await cast.joins('ann@example.test');
    await eventually(
      () => fetch(`${product.url}/api/membership?email=ann@example.test`, authorised()).then((a) => a.json()),
      (answer) => (answer as { member: boolean }).member,
    );
    await signedIn('ann@example.test');
    expect(await sees({ placement })).toBe(false);
  });

  it('is asked where nobody knows: not signed in, or signed in without a membership', async () => {
    const placement = await placed({ hideFromMembers: true });
    expect(await sees({ placement })).toBe(true);
    await signedIn('ben@example.test');
    expect(await sees({ placement })).toBe(true);
  });

  it('is not asked where the page says so itself', async () => {
    const placement = await placed({ hideFromMembers: true });
    expect(await sees({ placement, 'on.data-member': '' })).toBe(false);
  });

  it('is named to pages of the newsroom alone', async () => {
    const ask = (origin: string): Promise<Response> =>
      fetch(`${product.url}/api/membership?self=1`, { headers: { origin } });
    const own = await ask(new URL(host.page({})).origin);
    expect(own.headers.get('access-control-allow-credentials')).toBe('true');
    const strange = await ask('https://elsewhere.example');
    expect(strange.headers.get('access-control-allow-origin')).toBeNull();
    expect(await strange.json()).toEqual({ member: false });
  });
});

const authorised = (): RequestInit => ({
  headers: { authorization: `Bearer ${product.settings.STAFF_API_TOKEN}` },
});

describe('without consent', () => {
  it('nothing is kept, and what was kept is forgotten', async () => {
    const placement = await placed({ maxViews: 1 });
    expect(await sees({ placement })).toBe(true);
    expect(await sees({ placement })).toBe(false);
    for (let time = 0; time < 2; time++)
      expect(await sees({ placement, 'data-consent': 'denied' })).toBe(true);
    const page = await opens({ placement, variant: 'bottom', 'on.data-consent': 'pending' });
    await page.getByRole('button', { name: 'Not now' }).click();
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  it('given on the page, it is kept from then on; taken back, forgotten at once', async () => {
    const placement = await placed({ maxViews: 5 });
    expect(await sees({ placement, 'data-consent': 'granted' })).toBe(true);
    const page = await opens({ placement, 'data-consent': 'granted' });
    await page.locator('.line').waitFor();
    expect(await kept(page)).toContain(placement);
    await page.evaluate(`document.querySelector('thousandfold-banner').dataset.consent = 'denied'`);
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });
});
