import type Stripe from 'stripe';
import { emit } from '../events.js';
import { newId } from '../ids.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { blankInvoice } from './blank-invoice.js';
import { updateCustomer } from './customers.js';
import { discountLines, invoiceLine } from './invoice-lines.js';
import type { Line } from './invoice-lines.js';

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

function previousStart(world: World, subscription: Stripe.Subscription): number {
  const latest = world.find('invoice', idOf(subscription.latest_invoice));
  return latest?.lines.data[0]?.period.start ?? world.now();
}
