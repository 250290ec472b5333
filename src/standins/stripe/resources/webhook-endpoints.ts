import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import { invalid } from '../http/errors.js';
import {
  emptyable,
  flag,
  list,
  mergeMetadata,
  metadata,
  object,
  paramsOf,
  required,
  text,
} from '../http/params.js';
import { pagingFields } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import { isWebUrl } from '../http/urls.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import { listing, nothing, retrieve } from './common.js';

const PATH = '/v1/webhook_endpoints';

const createParams = paramsOf<Stripe.WebhookEndpointCreateParams>()({
  url: required(text()),
  enabled_events: required(list(text(), 300)),
  api_version: text(50),
  description: emptyable(text()),
  metadata,
});

const updateParams = paramsOf<Stripe.WebhookEndpointUpdateParams>()({
  url: text(),
  enabled_events: list(text(), 300),
  description: emptyable(text()),
  disabled: flag,
  metadata,
});

interface NewEndpoint {
  url: string;
  enabled_events: string[];
  api_version?: string;
  description?: string | null;
  metadata?: Record<string, string> | null;
  secret?: string;
}

export function createEndpoint(world: World, given: NewEndpoint): Stripe.WebhookEndpoint {
  checkUrl(given.url);
  return world.put('webhook_endpoint', {
    id: newId('we'),
    object: 'webhook_endpoint',
    api_version: given.api_version ?? null,
    application: null,
    created: world.now(),
    description: given.description ?? null,
    enabled_events: given.enabled_events,
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    secret: given.secret ?? `whsec_${randomBytes(24).toString('hex')}`,
    status: 'enabled',
    url: given.url,
  });
}

export const webhookEndpointRoutes: Route[] = [
  route('POST', PATH, createParams, (world, given) => createEndpoint(world, given)),
  listing('webhook_endpoint', PATH, object(pagingFields), () => ({})),
  retrieve('webhook_endpoint', PATH),
  route('POST', `${PATH}/:id`, updateParams, (world, { disabled, metadata: given, ...changes }, id) => {
    const endpoint = world.need('webhook_endpoint', id);
    if (changes.url) checkUrl(changes.url);
    const { secret: _hidden, ...visible } = world.put('webhook_endpoint', {
      ...endpoint,
      ...changes,
      metadata: mergeMetadata(endpoint.metadata, given),
      status: disabled === undefined ? endpoint.status : disabled ? 'disabled' : 'enabled',
    });
    return visible;
  }),
  route('DELETE', `${PATH}/:id`, nothing, (world, _params, id) => {
    world.need('webhook_endpoint', id);
    world.store.delete('webhook_endpoint', id);
    return world.put('deleted', { id, object: 'webhook_endpoint', deleted: true });
  }),
];

function checkUrl(url: string): void {
  if (!isWebUrl(url)) throw invalid('Invalid URL: must be an HTTP or HTTPS URL.', 'url', 'url_invalid');
}
