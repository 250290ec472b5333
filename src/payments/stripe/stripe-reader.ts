import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import type { SessionFact, SubscriptionFact } from '../facts.js';
import { readInvoice, subscriptionOfInvoice, type PaidInvoice } from './read-invoice.js';
import { readDispute, readRefund, type Reversal } from './read-reversal.js';
import { purchaseOfSession, readSession } from './read-session.js';
import { readSubscription } from './read-subscription.js';
import { StripeApi } from './stripe-api.js';
import { idOf } from './values.js';

const whenPaid = ['payment_intent.latest_charge', 'invoice'];

/** Reads Stripe's objects as facts, fresh. Null means: not ours. */
@Injectable()
export class StripeReader {
  constructor(private readonly api: StripeApi) {}

  async session(id: string): Promise<SessionFact | null> {
    return ours(await this.api.ask((stripe) => stripe.checkout.sessions.retrieve(id, { expand: whenPaid })));
  }

  async sessionOf(
    origin: { payment_intent: string } | { subscription: string },
  ): Promise<SessionFact | null> {
    const expand = whenPaid.map((path) => `data.${path}`);
    const { data } = await this.api.ask((stripe) =>
      stripe.checkout.sessions.list({ ...origin, limit: 1, expand }),
    );
    return data[0] ? ours(data[0]) : null;
  }

  async subscription(id: string, readAt: Date): Promise<SubscriptionFact | null> {
    return readSubscription(await this.api.ask((stripe) => stripe.subscriptions.retrieve(id)), readAt);
  }

  /** `paid` is null while it is not paid; the whole is null for an invoice of no subscription. */
  async invoice(id: string): Promise<{ subscriptionId: string; paid: PaidInvoice | null } | null> {
    const invoice = await this.api.ask((stripe) => stripe.invoices.retrieve(id, { expand: ['payments'] }));
    const subscriptionId = subscriptionOfInvoice(invoice);
    if (!subscriptionId) return null;
    return { subscriptionId, paid: readInvoice(invoice, await this.paymentsOf(invoice, id)) };
  }

  async invoiceOfPayment(paymentIntent: string): Promise<string | null> {
    const { data } = await this.api.ask((stripe) =>
      stripe.invoicePayments.list({
        payment: { type: 'payment_intent', payment_intent: paymentIntent },
        limit: 1,
      }),
    );
    return idOf(data[0]?.invoice);
  }

  async refund(id: string, readAt: Date): Promise<Reversal | null> {
    return readRefund(await this.api.ask((stripe) => stripe.refunds.retrieve(id)), readAt);
  }

  /** A charge does not include its refunds, and its `amount_refunded` is cumulative: they must be listed. */
  async refundsOfCharge(charge: string, readAt: Date): Promise<Reversal[]> {
    const { data } = await this.api.ask((stripe) => stripe.refunds.list({ charge, limit: 100 }));
    return data.flatMap((refund) => readRefund(refund, readAt) ?? []);
  }

  async dispute(id: string, readAt: Date): Promise<Reversal | null> {
    return readDispute(await this.api.ask((stripe) => stripe.disputes.retrieve(id)), readAt);
  }

  private async paymentsOf(invoice: Stripe.Invoice, id: string): Promise<Stripe.InvoicePayment[]> {
    if (invoice.payments && !invoice.payments.has_more) return invoice.payments.data;
    return (await this.api.ask((stripe) => stripe.invoicePayments.list({ invoice: id, limit: 100 }))).data;
  }
}

function ours(session: Stripe.Checkout.Session): SessionFact | null {
  const purchaseId = purchaseOfSession(session);
  return purchaseId ? readSession(session, purchaseId) : null;
}
