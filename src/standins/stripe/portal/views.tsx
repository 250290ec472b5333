import type Stripe from 'stripe';
import type { ReactNode } from 'react';
import { formatMoney } from '../money.js';
import { CardFields } from '../pages/card-fields.js';
import { page } from '../pages/shell.js';
import { CustomerForm } from './customer-form.js';
import { date, Subscription } from './subscription.js';

interface PortalView {
  session: Stripe.BillingPortal.Session;
  customer: Stripe.Customer;
  subscriptions: Stripe.Subscription[];
  invoices: Stripe.Invoice[];
  card: Stripe.PaymentMethod.Card | null;
  features: Stripe.BillingPortal.Configuration.Features;
  /** Those that the configuration lets members switch to. */
  prices: Stripe.Price[];
  problem: string | null;
}

/** The billing portal, as far as members need it: end or keep, another card, past invoices. */
export function portalView(view: PortalView): string {
  const { session, customer, subscriptions, invoices, features, problem } = view;
  return page({
    title: problem ? `Error: ${problem}` : 'Billing',
    children: (
      <main>
        {session.return_url && (
          <p>
            <a href={session.return_url}>Go back</a>
          </p>
        )}
        <h1>Billing</h1>
        <p className="soft">{customer.email}</p>
        {problem && (
          <p className="summary" role="alert">
            {problem}
          </p>
        )}
        <section aria-labelledby="running">
          <h2 id="running">Subscriptions</h2>
          {subscriptions.length === 0 && <p className="soft">None.</p>}
          {subscriptions.map((one) => (
            <Subscription
              key={one.id}
              session={session.id}
              row={one}
              features={features}
              prices={view.prices}
            />
          ))}
        </section>
        {features.customer_update.enabled && (
          <CustomerForm
            session={session.id}
            customer={customer}
            allowed={features.customer_update.allowed_updates}
          />
        )}
        {features.payment_method_update.enabled && cardForm(session.id, view.card)}
        {features.invoice_history.enabled && invoiceList(invoices)}
      </main>
    ),
  });
}

function cardForm(session: string, card: Stripe.PaymentMethod.Card | null): ReactNode {
  return (
    <section aria-labelledby="card">
      <h2 id="card">Card</h2>
      <p>
        {card
          ? `${card.brand} ending in ${card.last4}, until ${card.exp_month}/${card.exp_year}`
          : 'None saved.'}
      </p>
      <form method="post" action={`/p/session/${session}/card`} className="panel">
        <CardFields />
        <button type="submit">Save card</button>
      </form>
    </section>
  );
}

function invoiceList(invoices: Stripe.Invoice[]): ReactNode {
  return (
    <section aria-labelledby="invoices">
      <h2 id="invoices">Invoices</h2>
      <ul className="items">
        {invoices.map((invoice) => (
          <li key={invoice.id}>
            <span>{`${date(invoice.created)} · ${invoice.status ?? ''}`}</span>
            <span>{formatMoney(invoice.total, invoice.currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
