import type Stripe from 'stripe';
import { readCard } from '../billing/card-input.js';
import { collect } from '../billing/collecting.js';
import { createCustomer } from '../billing/customers.js';
import { itemLines } from '../billing/invoice-lines.js';
import { createInvoice } from '../billing/invoices.js';
import { attachCard, createCard } from '../billing/payment-methods.js';
import { buildSubscription } from '../billing/subscriptions.js';
import { emit } from '../events.js';
import { badParameter } from '../http/errors.js';
import { integer, required, text } from '../http/params.js';
import { email } from '../resources/customers.js';
import { lineItems } from '../resources/line-items.js';
import { currency } from '../resources/price-building.js';
import { createProduct } from '../resources/products.js';
import type { World } from '../world.js';
import { frontDoor } from './door.js';
import type { Door } from './door.js';

interface Order {
  email: string;
  name?: string;
  price?: string;
  product?: string;
  amount?: number;
  currency?: string;
}

export const foreignDoors: Door[] = [
  frontDoor(
    {
      path: 'foreign/subscriptions',
      label: 'Subscribe somebody to something else',
      fields: [
        { name: 'email', label: 'E-mail' },
        { name: 'price', label: 'Id of a price' },
        { name: 'product', label: 'or id of a product' },
      ],
    },
    {
      email: required(email),
      name: text(256),
      price: text(),
      product: text(),
      /** Minor units a month, where no price is named. */
      amount: integer(1),
      currency,
    },
    subscribe,
  ),
];

/** A paid subscription that the same account sells elsewhere: nothing on it is of our making. */
function subscribe(world: World, order: Order): Stripe.Subscription {
  const [line] = lineItems(world, [lineOf(world, order)], true);
  const card = readCard({ number: '4242424242424242', expiry: '12/34', cvc: '123' }, world.clock.now());
  if (!line || 'code' in card) throw badParameter('There is nothing to subscribe to.', 'price');
  const buyer = { email: order.email, name: order.name ?? null };
  const customer = createCustomer(world, buyer).id;
  const paymentMethod = attachCard(world, createCard(world, card, buyer), customer).id;
  const built = buildSubscription(world, {
    customer,
    currency: line.currency,
    paymentMethod,
    trialEnd: null,
    lineItems: [line],
  });
  const made = world.put('subscription', built);
  const invoice = createInvoice(world, made, 'subscription_create', itemLines(made));
  const billed = world.put('subscription', { ...made, latest_invoice: invoice.id });
  emit(world, 'customer.subscription.created', billed);
  collect(world, billed, invoice, { onSession: true, authenticated: true, attaching: true });
  return world.need('subscription', made.id);
}

function lineOf(world: World, order: Order): Parameters<typeof lineItems>[1][number] {
  if (order.price) return { price: order.price };
  const product = order.product
    ? world.need('product', order.product, 'product').id
    : createProduct(world, { name: 'Another product of the same house' }).id;
  const { currency: code = 'eur', amount = 900 } = order;
  const recurring = { interval: 'month' } as const;
  return { price_data: { currency: code, product, unit_amount: amount, recurring } };
}
