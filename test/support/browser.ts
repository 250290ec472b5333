import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * Where the Chromium is that comes from npm; unpacked at the first call, so the run does it once before its workers start.
 * It fits Linux on x64; elsewhere `CHROMIUM_PATH` names an installed one.
 */
export async function unpackBrowser(): Promise<string> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  // The package brings the libraries that a bare machine lacks (nss, nspr), but uses them only where it believes to be on Lambda.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = await unpackBrowser();
  const { default: chromium } = await import('@sparticuz/chromium');
  // Its own sandbox needs privileges that containers and CI do not give; the pages are ours.
  const args = [...chromium.args.filter((argument) => !unwanted.has(argument)), '--no-sandbox'];
  return playwright.launch({ executablePath, args, headless: true });
}

/** Made for short-lived functions: one process for all ends with the first context that is closed, and origins are not kept apart. */
const unwanted = new Set(['--single-process', '--disable-web-security', '--allow-running-insecure-content']);
