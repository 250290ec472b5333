import type Stripe from 'stripe';
import { badParameter, invalid } from '../http/errors.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { createPrice } from './price-building.js';
import { createProduct } from './products.js';
import type { LineOrder } from './session-params.js';

/** What is bought: prices that exist, or prices made for this purchase from `price_data`. */
export function lineItems(world: World, orders: LineOrder[], recurring: boolean): Stripe.LineItem[] {
  const items = orders.map((order, at) => lineItem(world, order, `line_items[${at}]`));
  const currencies = new Set(items.map((item) => item.currency));
  if (currencies.size > 1) throw invalid('All prices must have the same currency.', 'line_items');
  const repeats = items.some((item) => item.price?.type === 'recurring');
  if (repeats && !recurring) {
    throw invalid(
      'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
      'mode',
    );
  }
  if (!repeats && recurring) {
    throw invalid(
      'You must provide at least one recurring price in `subscription` mode when using prices.',
      'mode',
    );
  }
  if (recurring && items.some((item) => item.price?.type !== 'recurring')) {
    throw invalid('The local stand-in takes only recurring prices in `subscription` mode.', 'line_items');
  }
  return items;
}

function lineItem(world: World, order: LineOrder, path: string): Stripe.LineItem {
  const price = priceOf(world, order, path);
  const quantity = order.quantity ?? 1;
  const amount = (price.unit_amount ?? 0) * quantity;
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: world.find('product', idOf(price.product))?.name ?? null,
    metadata: {},
    price,
    quantity,
  };
}

function priceOf(world: World, order: LineOrder, path: string): Stripe.Price {
  if (order.price) {
    const price = world.need('price', order.price, `${path}[price]`);
    if (price.active) return price;
    throw invalid(
      `The price specified is inactive. This field only accepts active prices.`,
      `${path}[price]`,
    );
  }
  const data = order.price_data;
  if (!data) {
    throw badParameter(`Missing required param: ${path}[price].`, `${path}[price]`, 'parameter_missing');
  }
  if (data.unit_amount === undefined) {
    const name = `${path}[price_data][unit_amount]`;
    throw badParameter(`Missing required param: ${name}.`, name, 'parameter_missing');
  }
  const product = productOf(world, data, `${path}[price_data]`);
  const { currency, recurring, tax_behavior: tax, unit_amount: amount } = data;
  const price = createPrice(world, { currency, recurring, tax_behavior: tax, unit_amount: amount, product });
  // As at Stripe: a price made inline serves this purchase alone.
  return world.put('price', { ...price, active: false });
}

function productOf(world: World, data: NonNullable<LineOrder['price_data']>, path: string): string {
  if (data.product) return world.need('product', data.product, `${path}[product]`).id;
  if (!data.product_data) {
    throw badParameter(`Missing required param: ${path}[product].`, `${path}[product]`, 'parameter_missing');
  }
  return createProduct(world, { ...data.product_data, active: false }).id;
}
