import type Stripe from 'stripe';
import { shownEvent } from '../events.js';
import type { World } from '../world.js';

interface Kept {
  object?: string;
}

/** A row as it is shown: an endpoint without its secret, an event with what is still to be delivered. */
export function shown(world: World, row: object): object {
  const { object: kind } = row as Kept;
  if (kind === 'event') return shownEvent(world, row as Stripe.Event);
  if (kind !== 'webhook_endpoint') return row;
  const { secret: _hidden, ...rest } = row as Stripe.WebhookEndpoint;
  return rest;
}

/** An answer: one row, or a list of rows. */
export function shownAnswer(world: World, answer: object): object {
  const { object: kind, data } = answer as Kept & { data?: object[] };
  if (kind !== 'list' || !data) return shown(world, answer);
  return { ...answer, data: data.map((row) => shown(world, row)) };
}
