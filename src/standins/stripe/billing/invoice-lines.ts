import Stripe from 'stripe';
import { newId } from '../ids.js';
import type { PendingLine } from '../store/notes.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { couponOf, discountsOf } from './discounts.js';
import { takenOff } from './offers.js';

export interface Line {
  amount: number;
  description: string;
  price: string;
  product: string;
  quantity: number;
  period: { start: number; end: number };
  subscriptionItem: string;
  proration: boolean;
}

/** A line for each of the subscription's items, for the period that an item stands in. */
export function itemLines(subscription: Stripe.Subscription, trial = false): Line[] {
  return subscription.items.data.map((item) => {
    const quantity = item.quantity ?? 1;
    return {
      amount: trial ? 0 : (item.price.unit_amount ?? 0) * quantity,
      description: trial ? 'Trial period' : `${quantity} × ${item.price.nickname ?? 'subscription'}`,
      price: item.price.id,
      product: idOf(item.price.product) ?? '',
      quantity,
      period: { start: item.current_period_start, end: item.current_period_end },
      subscriptionItem: item.id,
      proration: false,
    };
  });
}

/** Takes what price changes left behind; it is billed once. */
export function takePendingLines(world: World, subscription: string): Line[] {
  const pending: PendingLine[] = world.store.table('pending_line').where('subscription', subscription);
  for (const { id } of pending) world.store.delete('pending_line', id);
  return pending.map((line) => ({ ...line, proration: true }));
}

interface LinesOff {
  discount: string;
  amount: number;
  lines: Stripe.InvoiceLineItem.DiscountAmount[];
}

/** What each of the subscription's discounts takes off each line; the difference of a price change is never reduced. */
export function discountLines(world: World, subscription: Stripe.Subscription, lines: Line[]): LinesOff[] {
  const left = lines.map((line) => (line.proration ? 0 : line.amount));
  return discountsOf(world, subscription).flatMap((discount) => {
    const coupon = couponOf(world, discount);
    if (!coupon) return [];
    const off = takenOff(
      coupon,
      lines.map(({ product }, at) => ({ product, amount: left[at] ?? 0 })),
      subscription.currency,
    );
    off.forEach((amount, at) => (left[at] = (left[at] ?? 0) - amount));
    const amount = off.reduce((sum, one) => sum + one, 0);
    return [
      { discount: discount.id, amount, lines: off.map((one) => ({ amount: one, discount: discount.id })) },
    ];
  });
}

/** The line as it is shown. */
export function invoiceLine(
  invoice: string,
  subscription: Stripe.Subscription,
  line: Line,
  off: Stripe.InvoiceLineItem.DiscountAmount[],
): Stripe.InvoiceLineItem {
  return {
    id: newId('il'),
    object: 'line_item',
    amount: line.amount,
    currency: subscription.currency,
    description: line.description,
    discount_amounts: off,
    discountable: !line.proration,
    discounts: [],
    invoice,
    livemode: false,
    metadata: subscription.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: line.proration,
        proration_details: null,
        subscription: subscription.id,
        subscription_item: line.subscriptionItem,
      },
      type: 'subscription_item_details',
    },
    period: line.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: line.price, product: line.product },
      type: 'price_details',
      unit_amount_decimal: Stripe.Decimal.from(Math.trunc(line.amount / line.quantity)),
    },
    quantity: line.quantity,
    quantity_decimal: Stripe.Decimal.from(line.quantity),
    subscription: subscription.id,
    subtotal: line.amount,
    taxes: [],
  };
}
