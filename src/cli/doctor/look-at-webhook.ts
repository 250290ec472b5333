import { randomUUID } from 'node:crypto';
import type { Settings } from '../../config/settings.js';
import { signed } from '../../payments/stripe/stripe-account.js';
import { type Finding, isUnanswered, ok, wrong } from './finding.js';

const what = 'Webhook secret';

/** Posts an event that changes nothing, signed as Stripe would, and one that is signed wrongly: a round trip proves both. */
export async function lookAtWebhook(url: string, settings: Settings): Promise<Finding[]> {
  const { STRIPE_WEBHOOK_SECRET: secrets, livemode } = settings;
  if (secrets.length === 0)
    return [wrong(what, 'STRIPE_WEBHOOK_SECRET is not set: every delivery is refused')];
  try {
    return [await roundTrip(url, secrets, livemode)];
  } catch (error) {
    if (!isUnanswered(error)) throw error;
    return [wrong(what, `nobody answers at ${url}: start the service, or see BASE_URL`)];
  }
}

async function roundTrip(url: string, secrets: string[], livemode: boolean): Promise<Finding> {
  const statuses = await Promise.all(secrets.map((secret) => post(url, secret, livemode)));
  const refused = statuses.filter((status) => status !== 200);
  if (refused.length > 0)
    return wrong(
      what,
      `the service answers ${refused.join(', ')} to what is signed with it: restart it with these settings`,
    );
  const forged = await post(url, `whsec_${randomUUID()}`, livemode);
  if (forged !== 400)
    return wrong(what, `the service answers ${forged} to a wrong signature, and should refuse it`);
  return ok(what, 'a signed event was taken, a forged one refused');
}

/** Of a type that nothing depends on: it is kept as ignored. */
async function post(url: string, secret: string, livemode: boolean): Promise<number> {
  const created = Math.floor(Date.now() / 1000);
  const event = {
    id: `evt_doctor_${randomUUID()}`,
    object: 'event',
    type: 'thousandfold.doctor',
    created,
    livemode,
  };
  const body = JSON.stringify({ ...event, data: { object: { id: 'doctor' } } });
  const headers = { 'content-type': 'application/json', 'stripe-signature': signed(body, secret) };
  const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) });
  return answer.status;
}
