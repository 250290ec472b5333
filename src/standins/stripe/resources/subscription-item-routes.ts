import type Stripe from 'stripe';
import { hasEnded } from '../billing/renewals.js';
import { invalid, noSuch } from '../http/errors.js';
import {
  accepted,
  flag,
  integer,
  mergeMetadata,
  metadata,
  oneOf,
  paramsOf,
  required,
  text,
} from '../http/params.js';
import { pagingFields } from '../http/paging.js';
import type { Route } from '../http/routes.js';
import { route } from '../http/routes.js';
import type { World } from '../world.js';
import { nothing } from './common.js';
import { changeItems } from './subscription-items.js';

const PATH = '/v1/subscription_items';

const listParams = paramsOf<Stripe.SubscriptionItemListParams>()({
  ...pagingFields,
  subscription: required(text()),
});

const updateParams = paramsOf<Stripe.SubscriptionItemUpdateParams>()({
  metadata,
  off_session: flag,
  payment_behavior: accepted,
  price: text(),
  proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
  proration_date: integer(),
  quantity: integer(1, 999_999),
});

export const subscriptionItemRoutes: Route[] = [
  route('GET', PATH, listParams, (world, { subscription, limit = 10, starting_after: after }) => {
    const all = world.need('subscription', subscription, 'subscription').items.data;
    const from = after ? all.findIndex((item) => item.id === after) + 1 : 0;
    const data = all.slice(from, from + limit);
    return { object: 'list', data, has_more: from + limit < all.length, url: PATH };
  }),
  route('GET', `${PATH}/:id`, nothing, (world, _params, id) => itemOf(holderOf(world, id), id)),
  route('POST', `${PATH}/:id`, updateParams, (world, given, id) => {
    const holder = holderOf(world, id);
    if (hasEnded(holder)) throw invalid('A canceled subscription can no longer be changed.');
    const { price, quantity, proration_behavior: proration } = given;
    const changed = changeItems(world, holder, [{ id, price, quantity }], proration);
    return given.metadata === undefined ? itemOf(changed, id) : label(world, changed, id, given.metadata);
  }),
];

function holderOf(world: World, id: string): Stripe.Subscription {
  for (const row of world.store.table('subscription').before()) {
    if (row.items.data.some((item) => item.id === id)) return row;
  }
  throw noSuch('subscription_item', id);
}

function itemOf(subscription: Stripe.Subscription, id: string): Stripe.SubscriptionItem {
  const item = subscription.items.data.find((one) => one.id === id);
  if (item) return item;
  throw noSuch('subscription_item', id);
}

function label(
  world: World,
  subscription: Stripe.Subscription,
  id: string,
  labels: Record<string, string> | null,
): Stripe.SubscriptionItem {
  const data = subscription.items.data.map((item) =>
    item.id === id ? { ...item, metadata: mergeMetadata(item.metadata, labels) } : item,
  );
  const row = world.put('subscription', { ...subscription, items: { ...subscription.items, data } });
  return itemOf(row, id);
}
