import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import type { ChargeFailureFact, SessionFact, WarningFact } from '../facts.js';
import { type Customer, readCustomer } from './read-customer.js';
import { type PaidInvoice, readChargeFailure, readInvoice, subscriptionOfInvoice } from './read-invoice.js';
import { readDispute, readRefund, type Reversal } from './read-reversal.js';
import { purchaseOfSession, readSession } from './read-session.js';
import { readSubscription, type SubscriptionReading } from './read-subscription.js';
import { StripeApi } from './stripe-api.js';
import { idOf } from './values.js';

/** `about` is null for one that asks for nothing yet, or no more. */
export interface InvoiceReading {
  subscriptionId: string;
  about: PaidInvoice | Omit<ChargeFailureFact, 'purchaseId'> | null;
}

/** Whose it is, the payment tells. */
export type Warning = Omit<WarningFact, 'purchaseId'>;

const whenPaid = ['payment_intent.latest_charge', 'invoice'];

/** Reads Stripe's objects as facts, fresh. Null means: not ours. */
@Injectable()
export class StripeReader {
  constructor(private readonly api: StripeApi) {}

  async session(id: string): Promise<SessionFact | null> {
    return (await this.sessionWithObject(id)).fact;
  }

  /** The same with Stripe's object itself, as an event would carry it. */
  async sessionWithObject(id: string): Promise<{ fact: SessionFact | null; object: object }> {
    const object = await this.api.ask((stripe) =>
      stripe.checkout.sessions.retrieve(id, { expand: whenPaid }),
    );
    return { fact: ours(object), object };
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

  async subscription(id: string, readAt: Date): Promise<SubscriptionReading> {
    return readSubscription(await this.api.ask((stripe) => stripe.subscriptions.retrieve(id)), readAt);
  }

  /** Null for an invoice of no subscription. */
  async invoice(id: string, readAt: Date): Promise<InvoiceReading | null> {
    const invoice = await this.api.ask((stripe) =>
      stripe.invoices.retrieve(id, { expand: ['payments.data.payment.payment_intent'] }),
    );
    const subscriptionId = subscriptionOfInvoice(invoice);
    if (!subscriptionId) return null;
    const payments = await this.paymentsOf(invoice, id);
    const about = readInvoice(invoice, payments) ?? readChargeFailure(invoice, payments, readAt);
    return { subscriptionId, about };
  }

  /** The first invoice that charged anything, of a subscription that began for nothing. */
  async firstCharge(subscription: string): Promise<string | null> {
    const { data } = await this.api.ask((stripe) =>
      stripe.invoices.list({ subscription, status: 'paid', limit: 100 }),
    );
    return data.findLast(({ amount_paid: amount }) => amount > 0)?.id ?? null;
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

  /** Null when there is no payment behind the charge that is ours. */
  async warning(id: string): Promise<Warning | null> {
    const warning = await this.api.ask((stripe) =>
      stripe.radar.earlyFraudWarnings.retrieve(id, { expand: ['charge'] }),
    );
    const { charge } = warning;
    const paymentId =
      idOf(warning.payment_intent) ?? (typeof charge === 'string' ? null : idOf(charge.payment_intent));
    return paymentId === null ? null : { kind: 'warning', id, paymentId };
  }

  async customer(id: string): Promise<Customer> {
    return readCustomer(await this.api.ask((stripe) => stripe.customers.retrieve(id)));
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
