import type { Settings } from '../../config/settings.js';
import { accountVersion } from '../../payments/stripe/account-version.js';
import { API_VERSION, type Endpoint, type StripeAccount } from '../../payments/stripe/stripe-account.js';
import { type Finding, note, ok, wrong } from './finding.js';

const SKEW_MS = 60_000;
/** Of the two seconds that Stripe's clock is told in and the way there. */
const UNHEARD_MS = 5_000;

export async function lookAtKey(account: StripeAccount, settings: Settings): Promise<Finding[]> {
  const { livemode, at } = await account.mode();
  const mode = livemode ? 'live' : 'test';
  const key = settings.STRIPE_API_BASE ? `a Stripe at ${settings.STRIPE_API_BASE}` : 'Stripe';
  const modeFinding =
    livemode === settings.livemode
      ? ok('Key and mode', `${key} takes the key; ${mode} mode, as STRIPE_MODE says`)
      : wrong('Key and mode', `the key is for ${mode} mode: set STRIPE_MODE=${mode}, or use the other key`);
  return [modeFinding, skew("Stripe's clock", at)];
}

/** Requests and the endpoint name theirs; an account's own counts for the list of events, and cannot always be changed. */
export async function lookAtVersion(settings: Settings): Promise<Finding[]> {
  const what = 'API version';
  const own = await accountVersion(settings);
  if (own === API_VERSION) return [ok(what, `${API_VERSION}, the account's and this service's`)];
  return [
    note(
      what,
      `the account's is ${own ?? 'not told'}, this service sends ${API_VERSION} with each request: upgrade the account in Stripe's Workbench where its other programs allow`,
    ),
  ];
}

export function skew(what: string, at: Date): Finding {
  const apart = at.getTime() - Date.now();
  const seconds = Math.round(Math.abs(apart) / 1000);
  if (Math.abs(apart) <= SKEW_MS)
    return ok(what, Math.abs(apart) <= UNHEARD_MS ? 'the same as here' : `${seconds} s apart`);
  const which = apart > 0 ? 'behind' : 'ahead';
  return wrong(
    what,
    `this machine is ${seconds} s ${which}: set its clock by NTP, or signatures are refused`,
  );
}

/** `mend` registers what is missing and puts right what can be; `forwarded`: Stripe is elsewhere and the service is here. */
export async function lookAtEndpoint(
  account: StripeAccount,
  url: string,
  { mend, forwarded }: { mend: boolean; forwarded: boolean },
): Promise<Finding[]> {
  const what = 'Webhook endpoint';
  const found = await account.endpointsFor(url);
  const [endpoint] = found;
  if (!endpoint && forwarded)
    return [note(what, `Stripe cannot reach this machine: run stripe listen --forward-to ${url}`)];
  if (!endpoint) return mend ? register(account, url) : [wrong(what, `none posts to ${url}: ${MEND}`)];
  if (found.length > 1)
    return [
      wrong(
        what,
        `${found.length} post to ${url}: each event comes that often; delete all but one at Stripe`,
      ),
    ];
  const wanting = wantingOf(endpoint);
  if (wanting.length === 0 && endpoint.apiVersion === API_VERSION)
    return [ok(what, `${endpoint.id} posts what is needed, in version ${API_VERSION}`)];
  if (mend && wanting.length > 0) await account.mend(endpoint.id);
  const left = mend ? [] : wanting.map((reason) => wrong(what, `${reason}: ${MEND}`));
  const mended =
    mend && wanting.length > 0 ? [ok(what, `${endpoint.id} was mended: ${wanting.join('; ')}`)] : [];
  return [...left, ...mended, ...versionOf(endpoint)];
}

const MEND = 'run npm run cli -- doctor --mend';

function wantingOf({ enabled, missing, superfluous }: Endpoint): string[] {
  return [
    ...(enabled ? [] : ['it is switched off']),
    ...(missing.length > 0 ? [`it does not send ${missing.join(', ')}`] : []),
    ...(superfluous.length > 0 ? [`it sends what nobody needs: ${superfluous.join(', ')}`] : []),
  ];
}

function versionOf({ id, apiVersion }: Endpoint): Finding[] {
  if (apiVersion === API_VERSION) return [];
  const has = apiVersion ?? "the account's default version";
  const advice = `delete ${id} at Stripe and run npm run cli -- doctor --mend, which makes one in the right version`;
  return [
    wrong('Webhook version', `it sends ${has}, and this service is made for ${API_VERSION}: ${advice}`),
  ];
}

async function register(account: StripeAccount, url: string): Promise<Finding[]> {
  const { id, secret } = await account.register(url);
  return [
    ok('Webhook endpoint', `${id} was registered for ${url}`),
    note(
      'Webhook secret',
      `put STRIPE_WEBHOOK_SECRET=${secret} into the settings now; Stripe shows it only this once here`,
    ),
  ];
}

export async function lookAtPortal(account: StripeAccount): Promise<Finding[]> {
  if (await account.hasPortal())
    return [ok('Customer portal', 'readers can change card, plan and end there')];
  const where = 'https://dashboard.stripe.com/settings/billing/portal';
  return [wrong('Customer portal', `is not set up: save its settings once at ${where}`)];
}
