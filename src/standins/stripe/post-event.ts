import { createHmac } from 'node:crypto';
import { shownEvent } from './events.js';
import type { Posted, Postman } from './postman.js';
import type { Delivery } from './store/notes.js';
import type { World } from './world.js';

/** Posts an event in its endpoint's API version, signed now; `null` if there is no such endpoint any more. */
export async function postEvent(world: World, postman: Postman, delivery: Delivery): Promise<Posted | null> {
  const endpoint = world.find('webhook_endpoint', delivery.endpoint);
  const event = world.find('event', delivery.event);
  if (!endpoint || !event || endpoint.status !== 'enabled') return null;
  const body = JSON.stringify(shownEvent(world, event, endpoint.api_version), null, 2);
  const signature = sign(body, endpoint.secret ?? '', Math.floor(Date.now() / 1000));
  return postman.post(endpoint.url, body, signature);
}

/** The `Stripe-Signature` header for a body. */
export function sign(body: string, secret: string, timestamp: number): string {
  const hash = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return `t=${timestamp},v1=${hash}`;
}
