import type Stripe from 'stripe';
import { newId } from './ids.js';
import type { Delivery } from './store/notes.js';
import { API_VERSION } from './world.js';
import type { World } from './world.js';

type EventType = Stripe.Event['type'];
type Told<T extends EventType> = Extract<Stripe.Event, { type: T }>['data'];

/**
 * Writes an event that tells of an object as it is now, and a delivery for each endpoint that listens.
 * `previous` holds the attributes that an update changed, as they were.
 */
export function emit<T extends EventType>(
  world: World,
  type: T,
  object: Told<T>['object'],
  previous?: Told<T>['previous_attributes'],
): void {
  const event = {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: world.now(),
    data: { object, ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: 0,
    request: world.cause,
    type,
  } as Stripe.Event;
  world.put('event', event);
  for (const endpoint of world.store.table('webhook_endpoint').after()) {
    if (listens(endpoint, type)) world.put('delivery', firstDelivery(event.id, endpoint.id));
  }
}

function listens(endpoint: Stripe.WebhookEndpoint, type: string): boolean {
  const { enabled_events: enabled, status } = endpoint;
  return status === 'enabled' && (enabled.includes('*') || enabled.includes(type));
}

export function firstDelivery(event: string, endpoint: string): Delivery {
  return {
    id: newId('dlv'),
    event,
    endpoint,
    state: 'pending',
    attempts: 0,
    nextAttemptAt: Date.now(),
    firstAttemptAt: null,
    lastStatus: null,
    lastError: null,
  };
}

/** Endpoints that have not yet answered with a 2xx, those given up included. */
export function pendingWebhooks(world: World, event: string): number {
  const deliveries = world.store.table('delivery').where('event', event);
  return deliveries.filter(({ state }) => state === 'pending' || state === 'failed').length;
}

/** The event as it is shown now, or as an endpoint of an API version gets it. */
export function shownEvent(world: World, event: Stripe.Event, apiVersion?: string | null): Stripe.Event {
  const pending = pendingWebhooks(world, event.id);
  return { ...event, pending_webhooks: pending, api_version: apiVersion ?? event.api_version };
}
