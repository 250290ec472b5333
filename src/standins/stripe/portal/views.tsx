import type Stripe from 'stripe';
import type { ReactNode } from 'react';
import { runs } from '../billing/renewals.js';
import { periodEnd } from '../billing/subscriptions.js';
import { formatMoney } from '../money.js';
import { CardFields } from '../pages/card-fields.js';
import { page } from '../pages/shell.js';
import { priceWords } from '../paypage/wording.js';

interface PortalView {
  session: Stripe.BillingPortal.Session;
  customer: Stripe.Customer;
  subscriptions: Stripe.Subscription[];
  invoices: Stripe.Invoice[];
  card: Stripe.PaymentMethod.Card | null;
  features: Stripe.BillingPortal.Configuration.Features;
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
          {subscriptions.map((one) => subscription(session.id, one, features.subscription_cancel.enabled))}
        </section>
        {features.payment_method_update.enabled && cardForm(session.id, view.card)}
        {features.invoice_history.enabled && invoiceList(invoices)}
      </main>
    ),
  });
}

function subscription(session: string, row: Stripe.Subscription, mayCancel: boolean): ReactNode {
  const until = date(periodEnd(row));
  const ends = row.cancel_at !== null;
  return (
    <div className="panel" key={row.id}>
      {row.items.data.map((item) => (
        <p key={item.id}>{priceWords((item.price.unit_amount ?? 0) * (item.quantity ?? 1), item.price)}</p>
      ))}
      <p className="soft">
        {!runs(row)
          ? `It is ${row.status.replaceAll('_', ' ')}.`
          : ends
            ? `It ends on ${until}.`
            : `It renews on ${until}.`}
      </p>
      {mayCancel && runs(row) && (
        <form method="post" action={`/p/session/${session}/subscriptions/${row.id}`}>
          <button type="submit" name="do" value={ends ? 'keep' : 'cancel'}>
            {ends ? 'Don’t cancel' : 'Cancel subscription'}
          </button>
        </form>
      )}
    </div>
  );
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

function date(seconds: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(seconds * 1000);
}
