import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Options {
  width?: number;
  colorScheme?: 'light' | 'dark';
  javaScriptEnabled?: boolean;
}

/** What a page did while it was looked at. */
export interface Visit {
  page: Page;
  /** Errors of its scripts, and whatever its own security policy refused. */
  errors: string[];
  leave(): Promise<void>;
}

/** Opens a page and waits until its fonts are there and nothing is being loaded. */
export async function visit(browser: Browser, url: string, options: Options = {}): Promise<Visit> {
  const { width = 360, ...rest } = options;
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    reducedMotion: 'reduce',
    ...rest,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/the server responded with a status of 4/.test(message.text()))
      errors.push(message.text());
  });
  await page.addInitScript(watchShifts);
  await page.goto(url, { waitUntil: 'load' });
  if (rest.javaScriptEnabled !== false) await page.evaluate('document.fonts.ready');
  return { page, errors, leave: () => context.close() };
}

const watchShifts = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

/** The cumulative layout shift so far. */
export function shifted(page: Page): Promise<number> {
  return page.evaluate('window.shifted');
}

/** One line for each thing that axe objects to. */
export async function objections(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(`window.axe.run(document).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target.join(' ')).join(', ')))`);
}

/** By how many CSS pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}
