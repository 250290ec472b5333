import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually, type TestService } from '../../support/service.js';

export const cards = {
  good: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  challenged: '4000 0027 6000 3184',
};

interface Payer {
  email?: string;
  name?: string;
  card?: string;
}

/** One person with a browser of their own: a phone, unless said otherwise. */
export class Reader {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  static async with(
    browser: Browser,
    options: { width?: number; javaScriptEnabled?: boolean; locale?: string } = {},
  ): Promise<Reader> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 360, height: 740 },
      javaScriptEnabled: options.javaScriptEnabled ?? true,
      locale: options.locale ?? 'en-GB',
    });
    context.setDefaultTimeout(10_000);
    return new Reader(await context.newPage(), context);
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  async follow(name: string): Promise<void> {
    await this.page.getByRole('link', { name }).first().click();
  }

  async fill(label: string, value: string): Promise<void> {
    await this.page.getByLabel(label, { exact: false }).first().fill(value);
  }

  async choose(name: RegExp | string): Promise<void> {
    await this.page.getByRole('radio', { name }).first().check({ force: true });
  }

  /** Fills in Stripe's page and presses its button. */
  async payWith({ email, name = 'Ann Archer', card = cards.good }: Payer): Promise<void> {
    await this.page.waitForURL(/\/c\/pay\//);
    if (email) await this.fill('E-mail', email);
    await this.fill('Card number', card);
    await this.fill('Expiry', '12 / 34');
    await this.fill('CVC', '123');
    await this.fill('Cardholder name', name);
    await this.page.locator('form[data-pay] button[type=submit]').click();
  }

  async heading(): Promise<string> {
    return (await this.page.locator('h1').first().innerText()).trim();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Kept in the folder `SCREENSHOTS`, to be looked at; where there is none, nothing is. */
  async picture(name: string): Promise<void> {
    const folder = process.env.SCREENSHOTS;
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    const before = this.page.viewportSize() ?? { width: 360, height: 740 };
    for (const [width, colorScheme] of [
      [360, 'light'],
      [1280, 'dark'],
    ] as const) {
      await this.page.setViewportSize({ width, height: 740 });
      await this.page.emulateMedia({ colorScheme });
      await this.page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
    await this.page.setViewportSize(before);
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** The newest mail to an address, as the mailbox's stand-in keeps it. */
export async function mailTo(product: TestService, address: string, subject: RegExp): Promise<Mail> {
  const found = await eventually(
    async () => {
      const answer = await fetch(`${product.mailboxUrl}/api/messages?to=${encodeURIComponent(address)}`);
      const messages = (await answer.json()) as Mail[];
      return messages.find((mail) => subject.test(mail.subject));
    },
    (mail) => mail !== undefined,
  );
  if (!found) throw new Error(`no mail to ${address}`);
  return found;
}

export function linkIn(mail: Mail, path: string): string {
  const link = new RegExp(`https?://[^\\s"<>]+${path}[^\\s"<>]*`).exec(mail.text)?.[0];
  if (!link) throw new Error(`no link to ${path} in “${mail.subject}”`);
  return link;
}

/** The campaign's number as readers get it. */
export async function count(product: TestService): Promise<number> {
  const answer = await fetch(`${product.url}/api/campaigns/birthday`);
  const { progress } = (await answer.json()) as { progress: { count: number } };
  return progress.count;
}

export async function countReaches(product: TestService, expected: number): Promise<void> {
  await eventually(
    () => count(product),
    (number) => number === expected,
  );
}
