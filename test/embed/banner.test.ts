import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { objections, shifted, visit } from '../site/support/visit.js';
import { launchBrowser } from '../support/browser.js';
import { startTestService, type TestService } from '../support/service.js';

let product: TestService;
let browser: Browser;
let newsroom: Server;

beforeAll(async () => {
  [product, browser, newsroom] = await Promise.all([startTestService(), launchBrowser(), startNewsroom()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  newsroom.closeAllConnections();
  newsroom.close();
  await product.close();
});

/** Another origin, with a policy as strict as they come and styles that want to leak in. */
async function startNewsroom(): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/site.css') {
      response.setHeader('content-type', 'text/css');
      response.end('* { color: red; font-size: 9px } a, p { display: none } .after { display: block }');
      return;
    }
    const policy = `default-src 'none'; style-src 'self'; script-src ${product.url}; connect-src ${product.url}; require-trusted-types-for 'script'`;
    response.setHeader('content-security-policy', policy);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pageFor(request.url === '/article' ? 'article' : 'top'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function pageFor(variant: string): string {
  return `<!doctype html><html lang="en"><head><title>News</title><link rel="stylesheet" href="/site.css">
    <script src="${product.url}/embed.js"></script></head><body><main><h1>News</h1>
    <thousandfold-banner campaign="birthday" variant="${variant}"></thousandfold-banner>
    <p class="after">After the banner</p></main></body></html>`;
}

function address(path: string): string {
  return `http://127.0.0.1:${(newsroom.address() as AddressInfo).port}${path}`;
}

const inBanner = `document.querySelector('thousandfold-banner').shadowRoot.querySelector('a')`;

function fontSize(page: Page, element: string): Promise<string> {
  return page.evaluate(`getComputedStyle(${element}).fontSize`);
}

describe('the banner on somebody else’s page', () => {
  it('is at most 5 kB, all in', () => {
    const script = readFileSync(new URL('../../dist/public/embed.js', import.meta.url));
    expect(gzipSync(script, { level: 9 }).byteLength).toBeLessThanOrEqual(5_000);
  });

  it.each([
    ['/top', 360],
    ['/top', 1280],
    ['/article', 360],
    ['/article', 1280],
  ])('%s at %i shows the number under a strict policy and moves nothing', async (path, width) => {
    const { page, errors, leave } = await visit(browser, address(path), { width });
    await page.getByText('of 1,000 new members').waitFor();
    await page.getByText('Three years of reporting, funded by our readers').waitFor();
    expect(await shifted(page)).toBe(0);
    expect(errors).toEqual([]);
    expect(await fontSize(page, inBanner)).toBe('16px');
    expect(await fontSize(page, `document.querySelector('.after')`)).toBe('9px');
    await leave();
  });

  it('asks once for its data, sets no cookie, and gives axe nothing to object to', async () => {
    const asked: string[] = [];
    const { page, leave } = await visit(browser, 'about:blank');
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(address('/article'));
    await page.getByText('of 1,000 new members').waitFor();
    const ours = asked.filter((url) => url.startsWith(product.url));
    expect(ours).toEqual([`${product.url}/embed.js`, `${product.url}/api/campaigns/birthday`]);
    expect(await page.context().cookies()).toEqual([]);
    const banner = (await objections(page)).filter((line) => line.includes('thousandfold-banner'));
    expect(banner).toEqual([]);
    await leave();
  });

  it('leads to the forms, and says where from', async () => {
    const { page, leave } = await visit(browser, address('/top'));
    const href = await page.getByRole('link', { name: 'Gift membership' }).getAttribute('href');
    expect(href).toBe(`${product.url}/gift?campaign=birthday&utm_source=banner&utm_medium=top&page=%2Ftop`);
    await leave();
  });

  it('goes when it is closed, by keyboard too, and stays away in this tab', async () => {
    const { page, leave } = await visit(browser, address('/top'));
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    await page.getByText('Become a member').waitFor({ state: 'hidden' });
    await page.reload();
    expect(await page.getByText('Become a member').isVisible()).toBe(false);
    await leave();
  });

  it('keeps its buttons when the service gives no answer', async () => {
    const { page, leave } = await visit(browser, 'about:blank');
    await page.route('**/api/**', (route) => route.abort());
    await page.goto(address('/top'));
    await page.getByText('Our reporting is funded by our readers.').waitFor();
    expect(await page.getByRole('link', { name: 'Become a member' }).isVisible()).toBe(true);
    await leave();
  });
});
