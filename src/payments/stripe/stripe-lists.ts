import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { readInvoice, subscriptionOfInvoice } from './read-invoice.js';
import { readRefund, type Reversal } from './read-reversal.js';
import { readSubscription, type SubscriptionReading } from './read-subscription.js';
import { type Customer, readCustomer } from './read-customer.js';
import type { InvoiceReading } from './stripe-reader.js';
import { StripeApi } from './stripe-api.js';
import { idOf } from './values.js';

/** Created in the span, both ends included, in Stripe's seconds; the page after an object. */
export interface Span {
  from: number;
  until?: number;
  after?: string;
}

export interface Page<R> {
  readings: Map<string, R>;
  /** Null on the last page. */
  next: string | null;
}

/** Fresh readings of many objects in one request, newest first. */
@Injectable()
export class StripeLists {
  constructor(private readonly api: StripeApi) {}

  async subscriptions(span: Span, readAt: Date): Promise<Page<SubscriptionReading>> {
    const page = await this.api.ask((stripe) =>
      stripe.subscriptions.list({ ...paramsOf(span), status: 'all' }),
    );
    return pageOf(page, (subscription) => readSubscription(subscription, readAt));
  }

  /** Those that are paid; what is told of others lies deeper than lists show. */
  async paidInvoices(span: Span): Promise<Page<InvoiceReading | null>> {
    const page = await this.api.ask((stripe) =>
      stripe.invoices.list({ ...paramsOf(span), status: 'paid', expand: ['data.payments'] }),
    );
    return pageOf(page, invoiceOn);
  }

  /** Deleted ones are not listed. */
  async customers(span: Span): Promise<Page<Customer>> {
    const page = await this.api.ask((stripe) => stripe.customers.list(paramsOf(span)));
    return pageOf(page, readCustomer);
  }

  async refunds(
    span: Span,
    readAt: Date,
  ): Promise<Page<{ chargeId: string | null; refund: Reversal | null }>> {
    const page = await this.api.ask((stripe) => stripe.refunds.list(paramsOf(span)));
    return pageOf(page, (refund) => ({ chargeId: idOf(refund.charge), refund: readRefund(refund, readAt) }));
  }
}

/** Undefined where the page does not show all of it. */
function invoiceOn(invoice: Stripe.Invoice): InvoiceReading | null | undefined {
  const subscriptionId = subscriptionOfInvoice(invoice);
  if (!subscriptionId) return null;
  if (!invoice.payments || invoice.payments.has_more) return undefined;
  return { subscriptionId, about: readInvoice(invoice, invoice.payments.data) };
}

function paramsOf({ from, until, after }: Span): {
  limit: number;
  created: Stripe.RangeQueryParam;
  starting_after?: string;
} {
  const created = { gte: from, ...(until !== undefined && { lte: until }) };
  return { limit: 100, created, ...(after && { starting_after: after }) };
}

function pageOf<T extends { id?: string }, R>(
  { data, has_more: more }: { data: T[]; has_more: boolean },
  read: (object: T) => R | undefined,
): Page<R> {
  const readings = new Map<string, R>();
  for (const object of data) {
    const reading = read(object);
    if (object.id && reading !== undefined) readings.set(object.id, reading);
  }
  return { readings, next: more ? (data.at(-1)?.id ?? null) : null };
}
