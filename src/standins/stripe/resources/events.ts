import type Stripe from 'stripe';
import { pendingWebhooks } from '../events.js';
import { badParameter } from '../http/errors.js';
import { flag, list, paramsOf, text } from '../http/params.js';
import { inRange, pagingFields, timeRange } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { listing, retrieve } from './common.js';

const KEPT_SECONDS = 30 * 86_400;

const listParams = paramsOf<Stripe.EventListParams>()({
  ...pagingFields,
  created: timeRange,
  delivery_success: flag,
  type: text(),
  types: list(text(), 20),
});

/** `charge.*` stands for all that begins so. */
function isOf(type: string, pattern: string): boolean {
  return pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}

export const eventRoutes: Route[] = [
  listing('event', '/v1/events', listParams, (params, world) => {
    const { type, types, delivery_success: delivered } = params;
    if (type && types) {
      throw badParameter('You may only specify one of these parameters: type, types.', 'type');
    }
    const wanted = types ?? (type ? [type] : ['*']);
    const oldest = world.now() - KEPT_SECONDS;
    return {
      matches: (row) =>
        wanted.some((pattern) => isOf(row.type, pattern)) &&
        row.created >= oldest &&
        inRange(row.created, params.created) &&
        (delivered === undefined || (pendingWebhooks(world, row.id) === 0) === delivered),
    };
  }),
  retrieve('event', '/v1/events'),
];
