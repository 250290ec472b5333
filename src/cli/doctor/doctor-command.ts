import type { DataSource } from 'typeorm';
import type { Settings } from '../../config/settings.js';
import { StripeAccount } from '../../payments/stripe/stripe-account.js';
import { StripeApi } from '../../payments/stripe/stripe-api.js';
import type { Options } from '../options.js';
import { type Finding, looked, wrong } from './finding.js';
import { lookAtDatabase, lookAtInbox, lookAtMail, lookAtNumbers } from './look-here.js';
import { lookAtPlans } from './look-at-plans.js';
import { lookAtEndpoint, lookAtKey, lookAtPortal, lookAtVersion } from './look-at-stripe.js';
import { lookAtWebhook } from './look-at-webhook.js';

/** Says of each thing that the product needs whether it is there, or what to do. 0 when nothing is wrong, else 1. */
export async function doctor(
  dataSource: DataSource,
  _args: string[],
  settings: Settings,
  { fix, json }: Options,
): Promise<number> {
  const findings = await examine(dataSource, settings, fix);
  const code = findings.some(({ ok }) => ok === false) ? 1 : 0;
  if (json) {
    console.log(JSON.stringify({ ok: code === 0, findings }, null, 2));
    return code;
  }
  const width = Math.max(...findings.map(({ what }) => what.length));
  for (const { what, ok, says } of findings) console.log(`${mark(ok)}  ${what.padEnd(width)}  ${says}`);
  return code;
}

/** One after the other: the lines come in an order in which they can be worked off. */
export async function examine(dataSource: DataSource, settings: Settings, fix: boolean): Promise<Finding[]> {
  const webhook = `${settings.baseUrl}/webhooks/stripe`;
  const here = [
    ...(await looked('Database', () => lookAtDatabase(dataSource))),
    ...(await whereReached(dataSource, async () => [
      ...(await looked('Campaigns', () => lookAtNumbers(dataSource, settings))),
      ...(await looked('Inbox', () => lookAtInbox(dataSource))),
    ])),
    ...(await looked('Mail', () => lookAtMail(settings))),
  ];
  if (!settings.STRIPE_SECRET_KEY) return [...here, wrong('Key and mode', 'STRIPE_SECRET_KEY is not set')];
  const local = /^(localhost|127\.|\[::1\])/.test(new URL(webhook).hostname);
  const forwarded = local && !settings.STRIPE_API_BASE;
  const account = new StripeAccount(new StripeApi(settings));
  return [
    ...here,
    ...(await looked('Key and mode', () => lookAtKey(account, settings))),
    ...(await looked('API version', () => lookAtVersion(settings))),
    ...(await looked('Webhook endpoint', () => lookAtEndpoint(account, webhook, { mend: fix, forwarded }))),
    ...(await looked('Webhook secret', () => lookAtWebhook(webhook, settings))),
    ...(await whereReached(dataSource, () => looked('Plans', () => lookAtPlans(account, dataSource)))),
    ...(await looked('Customer portal', () => lookAtPortal(account))),
  ];
}

/** What stands in a database that is away is not looked for: one line about that is enough. */
async function whereReached(dataSource: DataSource, look: () => Promise<Finding[]>): Promise<Finding[]> {
  return dataSource.isInitialized ? look() : [];
}

function mark(ok: boolean | null): string {
  if (ok === null) return 'note ';
  return ok ? 'ok   ' : 'WRONG';
}
