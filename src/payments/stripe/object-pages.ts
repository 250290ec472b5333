import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import type { SessionFact } from '../facts.js';
import { subscriptionOfInvoice } from './read-invoice.js';
import { readDispute, readRefund, type Reversal } from './read-reversal.js';
import { purchaseOfSession, readSession } from './read-session.js';
import { readSubscription, type SubscriptionReading } from './read-subscription.js';
import { StripeApi } from './stripe-api.js';

/** Stripe's most for one page. */
const PAGE = 100;

/** One object on a page, read, with an event that would tell of it. */
export interface ListedObject<R> {
  id: string;
  reading: R;
  event: { type: string; created: Date; object: object };
}

export interface ObjectPage<R> {
  /** Newest first, as Stripe lists them. */
  objects: ListedObject<R>[];
  /** The last one that was listed, also where it needs no comparing; the next page comes after it. */
  last: string | null;
  more: boolean;
}

/** A paid invoice that charged something, of a subscription. */
export interface PaidInvoiceReading {
  subscriptionId: string | null;
  /** As the subscription's metadata said when it was billed. */
  purchaseId: string | null;
}

interface Range {
  since: Date;
  /** The last object of the page before. */
  after: string | null;
}

/** Stripe's objects themselves, newest first, for comparing them with ours. */
@Injectable()
export class ObjectPages {
  constructor(private readonly api: StripeApi) {}

  async sessions(range: Range): Promise<ObjectPage<SessionFact | null>> {
    const expand = ['data.payment_intent.latest_charge', 'data.invoice'];
    const page = await this.api.ask((stripe) =>
      stripe.checkout.sessions.list({ ...paramsOf(range), expand }),
    );
    return pageOf(page, (session) => {
      const purchaseId = purchaseOfSession(session);
      const reading = purchaseId ? readSession(session, purchaseId) : null;
      const type = reading ? sessionType(reading.standing) : 'checkout.session.completed';
      return { reading, type, created: reading?.at ?? new Date() };
    });
  }

  async subscriptions(range: Range): Promise<ObjectPage<SubscriptionReading>> {
    const page = await this.api.ask((stripe) =>
      stripe.subscriptions.list({ ...paramsOf(range), status: 'all' }),
    );
    const type = 'customer.subscription.updated';
    return pageOf(page, (subscription) => ({ reading: readSubscription(subscription, new Date()), type }));
  }

  async invoices(range: Range): Promise<ObjectPage<PaidInvoiceReading>> {
    const page = await this.api.ask((stripe) => stripe.invoices.list({ ...paramsOf(range), status: 'paid' }));
    const charged = { ...page, data: page.data.filter(({ amount_paid: amount }) => amount > 0) };
    const read = (invoice: Stripe.Invoice) => ({
      subscriptionId: subscriptionOfInvoice(invoice),
      purchaseId: invoice.parent?.subscription_details?.metadata?.purchase ?? null,
    });
    const { objects } = pageOf(charged, (invoice) => ({ reading: read(invoice), type: 'invoice.paid' }));
    return { objects, last: page.data.at(-1)?.id ?? null, more: page.has_more };
  }

  async refunds(range: Range): Promise<ObjectPage<Reversal | null>> {
    const page = await this.api.ask((stripe) => stripe.refunds.list(paramsOf(range)));
    return pageOf(page, (refund) => ({ reading: readRefund(refund, new Date()), type: 'refund.updated' }));
  }

  async disputes(range: Range): Promise<ObjectPage<Reversal | null>> {
    const page = await this.api.ask((stripe) => stripe.disputes.list(paramsOf(range)));
    return pageOf(page, (dispute) => ({
      reading: readDispute(dispute, new Date()),
      type: 'charge.dispute.updated',
    }));
  }
}

/** The event that tells how a page ended. */
export function sessionType(standing: SessionFact['standing']): string {
  if (standing === 'expired') return 'checkout.session.expired';
  return `checkout.session.${standing === 'failed' ? 'async_payment_failed' : 'completed'}`;
}

function paramsOf({ since, after }: Range) {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  return { limit: PAGE, created, ...(after && { starting_after: after }) };
}

function pageOf<T extends { id?: string }, R>(
  { data, has_more: more }: { data: T[]; has_more: boolean },
  read: (object: T) => { reading: R; type: string; created?: Date },
): ObjectPage<R> {
  const objects = data.flatMap((object): ListedObject<R>[] => {
    if (!object.id) return [];
    const { reading, type, created = new Date() } = read(object);
    return [{ id: object.id, reading, event: { type, created, object } }];
  });
  return { objects, last: data.at(-1)?.id ?? null, more };
}
