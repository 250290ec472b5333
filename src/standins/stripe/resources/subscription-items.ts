import type Stripe from 'stripe';
import { itemLines, takePendingLines } from '../billing/invoice-lines.js';
import { createInvoice } from '../billing/invoices.js';
import { collect } from '../billing/collecting.js';
import { changeSubscription, planOf, rhythmOf } from '../billing/subscriptions.js';
import { invalid } from '../http/errors.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { restartedItems } from '../billing/pausing.js';
import { flag, integer, metadata, object, text } from '../http/params.js';

/** One of `items` as a caller sends it. */
export const itemChange = object({
  id: text(),
  deleted: flag,
  metadata,
  price: text(),
  quantity: integer(1, 999_999),
});

export type ItemChange = ReturnType<typeof itemChange>;

type Proration = 'always_invoice' | 'create_prorations' | 'none';

/**
 * Changes prices and quantities. The unused part of the old price is credited and the rest of the period billed
 * at the new one, now or with the next invoice; another interval begins a new period at once.
 */
export function changeItems(
  world: World,
  subscription: Stripe.Subscription,
  changes: ItemChange[],
  proration: Proration = 'create_prorations',
): Stripe.Subscription {
  let data = subscription.items.data;
  for (const change of changes) data = applied(world, subscription, data, change);
  const rhythms = new Set(data.map((item) => JSON.stringify(rhythmOf(item.price))));
  if (rhythms.size > 1)
    throw invalid('All prices on a subscription must have the same billing interval.', 'items');
  const restarts =
    JSON.stringify(rhythmOf(data[0]?.price ?? price(subscription))) !==
    JSON.stringify(rhythmOf(price(subscription)));
  if (proration !== 'none') notePending(world, subscription, data, restarts);
  const items = { ...subscription.items, data };
  const anew = restarts && subscription.status !== 'trialing';
  const changed = changeSubscription(world, subscription, {
    items: anew ? restartedItems({ ...subscription, items }, world.now()) : items,
    ...(anew && { billing_cycle_anchor: world.now() }),
  });
  if (!anew && proration !== 'always_invoice') return changed;
  const lines = [...takePendingLines(world, changed.id), ...(anew ? itemLines(changed) : [])];
  return lines.length > 0 ? billNow(world, changed, lines) : changed;
}

function price(subscription: Stripe.Subscription): Stripe.Price {
  const [first] = subscription.items.data;
  if (!first) throw new Error(`Subscription ${subscription.id} has no items.`);
  return first.price;
}

function billNow(
  world: World,
  subscription: Stripe.Subscription,
  lines: Parameters<typeof createInvoice>[3],
): Stripe.Subscription {
  const invoice = createInvoice(world, subscription, 'subscription_update', lines);
  collect(world, changeSubscription(world, subscription, { latest_invoice: invoice.id }), invoice);
  return world.need('subscription', subscription.id);
}

function applied(
  world: World,
  subscription: Stripe.Subscription,
  items: Stripe.SubscriptionItem[],
  change: ItemChange,
): Stripe.SubscriptionItem[] {
  const chosen = change.price ? world.need('price', change.price, 'items[0][price]') : undefined;
  if (chosen && chosen.type !== 'recurring') throw invalid('The price must be recurring.', 'items[0][price]');
  if (chosen && chosen.currency !== subscription.currency) {
    throw invalid('The price must be in the currency of the subscription.', 'items[0][price]');
  }
  const known = items.find((item) => item.id === change.id);
  if (change.id && !known)
    throw invalid(`No such subscription item: '${change.id}'`, 'items[0][id]', 'resource_missing');
  if (known && change.deleted) return items.filter((item) => item !== known);
  if (known) {
    const kept = chosen ?? known.price;
    const next = { ...known, price: kept, plan: planOf(kept), quantity: change.quantity ?? known.quantity };
    return items.map((item) => (item === known ? next : item));
  }
  const [model] = items;
  if (!chosen || !model) throw invalid('A new subscription item needs a price.', 'items[0][price]');
  const added = { ...model, id: newId('si', 14), created: world.now(), price: chosen, plan: planOf(chosen) };
  return [...items, { ...added, quantity: change.quantity ?? 1 }];
}

function notePending(
  world: World,
  subscription: Stripe.Subscription,
  after: Stripe.SubscriptionItem[],
  restarts: boolean,
): void {
  if (subscription.status === 'trialing') return;
  for (const item of subscription.items.data) {
    const next = after.find((one) => one.id === item.id);
    const same = next && next.price.id === item.price.id && next.quantity === item.quantity;
    if (!same) addPending(world, subscription, item, -1, 'Unused time');
    if (next && !same && !restarts) addPending(world, subscription, next, 1, 'Remaining time');
  }
}

function addPending(
  world: World,
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  sign: 1 | -1,
  words: string,
): void {
  const now = world.now();
  const { current_period_start: start, current_period_end: end } = item;
  const part = Math.max(0, Math.min(1, (end - now) / (end - start)));
  const quantity = item.quantity ?? 1;
  world.put('pending_line', {
    id: newId('ii'),
    subscription: subscription.id,
    subscriptionItem: item.id,
    amount: sign * Math.round((item.price.unit_amount ?? 0) * quantity * part),
    currency: subscription.currency,
    description: `${words} on ${item.price.nickname ?? 'subscription'}`,
    price: item.price.id,
    product: idOf(item.price.product) ?? '',
    quantity,
    period: { start: now, end },
  });
}
