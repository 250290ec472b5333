import Stripe from 'stripe';
import { emit } from '../events.js';
import { newId } from '../ids.js';
import type { PendingLine } from '../store/notes.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { blankInvoice } from './blank-invoice.js';
import { updateCustomer } from './customers.js';
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

/** A finalized, open invoice; a credit takes the customer's balance below zero, and is used up by the next one. */
export function createInvoice(
  world: World,
  subscription: Stripe.Subscription,
  reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update',
  lines: Line[],
  finalize = true,
): Stripe.Invoice {
  const customer = world.need('customer', idOf(subscription.customer) ?? '');
  const id = newId('in');
  const off = discountLines(world, subscription, lines);
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const total = subtotal - off.reduce((sum, one) => sum + one.amount, 0);
  const due = Math.max(0, total + customer.balance);
  const draft = world.put('invoice', {
    ...blankInvoice(world, id, subscription.currency),
    amount_due: due,
    amount_remaining: due,
    billing_reason: reason,
    customer: customer.id,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    ending_balance: null,
    lines: {
      object: 'list',
      data: lines.map((line, at) =>
        invoiceLine(
          id,
          subscription,
          line,
          off.flatMap((one) => one.lines[at] ?? []),
        ),
      ),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    period_end: lines[0]?.period.start ?? world.now(),
    period_start: reason === 'subscription_cycle' ? previousStart(world, subscription) : world.now(),
    starting_balance: customer.balance,
    discounts: off.map((one) => one.discount),
    subtotal,
    subtotal_excluding_tax: subtotal,
    total,
    total_discount_amounts: off.map(({ amount, discount }) => ({ amount, discount })),
    total_excluding_tax: total,
  });
  emit(world, 'invoice.created', draft);
  return finalize ? finalizeInvoice(world, draft) : draft;
}

/** Gives a draft its number, its page and what the customer's balance makes of it. */
export function finalizeInvoice(world: World, draft: Stripe.Invoice): Stripe.Invoice {
  const customer = world.need('customer', idOf(draft.customer) ?? '');
  const due = Math.max(0, draft.total + customer.balance);
  const endingBalance = draft.total + customer.balance - due;
  const sequence = customer.next_invoice_sequence ?? 1;
  const balance = endingBalance === customer.balance ? {} : { balance: endingBalance };
  updateCustomer(world, customer, { next_invoice_sequence: sequence + 1, ...balance });
  const page = `${world.publicUrl}/i/${draft.id}`;
  const finalized = world.put('invoice', {
    ...draft,
    amount_due: due,
    amount_remaining: due,
    effective_at: world.now(),
    ending_balance: endingBalance,
    hosted_invoice_url: page,
    invoice_pdf: page,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    starting_balance: customer.balance,
    status: 'open',
    status_transitions: { ...draft.status_transitions, finalized_at: world.now() },
  });
  emit(world, 'invoice.finalized', finalized);
  return finalized;
}

interface LinesOff {
  discount: string;
  amount: number;
  lines: Stripe.InvoiceLineItem.DiscountAmount[];
}

/** What each of the subscription's discounts takes off each line; the difference of a price change is never reduced. */
function discountLines(world: World, subscription: Stripe.Subscription, lines: Line[]): LinesOff[] {
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

function previousStart(world: World, subscription: Stripe.Subscription): number {
  const latest = world.find('invoice', idOf(subscription.latest_invoice));
  return latest?.lines.data[0]?.period.start ?? world.now();
}

function invoiceLine(
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
