import type Stripe from 'stripe';
import type { ReactNode } from 'react';
import { isClosed } from '../billing/disputes.js';
import { runs } from '../billing/renewals.js';
import { periodEnd } from '../billing/subscriptions.js';
import { pendingWebhooks } from '../events.js';
import { formatMoney } from '../money.js';
import type { TableName, Tables } from '../store/tables.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { Act, Id, List, State, When } from './parts.js';

const SHOWN = 25;

function newest<K extends TableName>(world: World, table: K): { total: number; rows: Tables[K][] } {
  const collection = world.store.table(table);
  const rows: Tables[K][] = [];
  for (const row of collection.before()) {
    if (rows.length === SHOWN) break;
    rows.push(row);
  }
  return { total: collection.size, rows };
}

const amountColumn = { title: 'Amount', number: true };

export function Sessions({ world }: { world: World }) {
  const { total, rows } = newest(world, 'checkout.session');
  const columns = [
    { title: 'Session' },
    { title: 'Made' },
    { title: 'Mode' },
    amountColumn,
    { title: 'State' },
    { title: 'Page' },
  ];
  return (
    <List
      id="sessions"
      title="Checkout Sessions"
      total={total}
      columns={columns}
      rows={rows.map(sessionRow)}
    />
  );
}

function sessionRow(row: Stripe.Checkout.Session): ReactNode {
  return (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
      </td>
      <td>
        <When at={row.created} />
      </td>
      <td>{row.mode}</td>
      <td className="number">{formatMoney(row.amount_total ?? 0, row.currency ?? 'eur')}</td>
      <td>
        <State of={row.status} /> {row.payment_status.replaceAll('_', ' ')}
      </td>
      <td>{row.url && <a href={row.url}>Pay</a>}</td>
    </tr>
  );
}

export function Payments({ world }: { world: World }) {
  const { total, rows } = newest(world, 'charge');
  const columns = [
    { title: 'Charge' },
    { title: 'Made' },
    { title: 'Payer' },
    amountColumn,
    { title: 'State' },
    { title: 'Do' },
  ];
  return <List id="payments" title="Payments" total={total} columns={columns} rows={rows.map(paymentRow)} />;
}

function paymentRow(row: Stripe.Charge): ReactNode {
  const rest = row.amount - row.amount_refunded;
  return (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
        <br />
        {idOf(row.payment_intent) && <Id id={idOf(row.payment_intent) ?? ''} />}
      </td>
      <td>
        <When at={row.created} />
      </td>
      <td>{row.billing_details.email}</td>
      <td className="number">
        {formatMoney(row.amount, row.currency)}
        {row.amount_refunded > 0 && (
          <div className="soft">{`−${formatMoney(row.amount_refunded, row.currency)}`}</div>
        )}
      </td>
      <td>
        <State of={paymentState(row)} />
      </td>
      <td>
        {row.paid && rest > 0 && (
          <Act to={`/dashboard/charges/${row.id}/refund`} label="Refund">
            <input
              name="amount"
              inputMode="decimal"
              placeholder="all of it"
              aria-label={`Amount to refund of ${formatMoney(rest, row.currency)}, all if empty`}
            />
          </Act>
        )}
        {row.paid && !row.disputed && <Act to={`/dashboard/charges/${row.id}/dispute`} label="Dispute" />}
      </td>
    </tr>
  );
}

function paymentState(row: Stripe.Charge): string {
  if (!row.paid) return 'failed';
  if (row.disputed) return 'disputed';
  return row.refunded ? 'refunded' : row.status;
}

export function Subscriptions({ world }: { world: World }) {
  const { total, rows } = newest(world, 'subscription');
  const columns = [
    { title: 'Subscription' },
    { title: 'Customer' },
    amountColumn,
    { title: 'Paid until' },
    { title: 'State' },
    { title: 'Do' },
  ];
  const drawn = rows.map((row) => subscriptionRow(world, row));
  return <List id="subscriptions" title="Subscriptions" total={total} columns={columns} rows={drawn} />;
}

function subscriptionRow(world: World, row: Stripe.Subscription): ReactNode {
  const amount = row.items.data.reduce(
    (sum, item) => sum + (item.price.unit_amount ?? 0) * (item.quantity ?? 1),
    0,
  );
  const customer = idOf(row.customer) ?? '';
  return (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
      </td>
      <td>
        <Id id={customer} />
        <br />
        {world.find('customer', customer)?.email}
      </td>
      <td className="number">{formatMoney(amount, row.currency)}</td>
      <td>
        <When at={periodEnd(row)} />
        {row.cancel_at_period_end && <div className="soft">then it ends</div>}
      </td>
      <td>
        <State of={row.status} />
      </td>
      <td>
        {runs(row) && <Act to={`/dashboard/subscriptions/${row.id}/renew`} label="Renew now" />}
        {row.status !== 'canceled' && (
          <Act to={`/dashboard/subscriptions/${row.id}/cancel`} label="Cancel now" />
        )}
      </td>
    </tr>
  );
}

export function Refunds({ world }: { world: World }) {
  const { total, rows } = newest(world, 'refund');
  const columns = [
    { title: 'Refund' },
    { title: 'Made' },
    { title: 'Charge' },
    amountColumn,
    { title: 'State' },
  ];
  const drawn = rows.map((row) => (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
      </td>
      <td>
        <When at={row.created} />
      </td>
      <td>
        <Id id={idOf(row.charge) ?? ''} />
      </td>
      <td className="number">{formatMoney(row.amount, row.currency)}</td>
      <td>
        <State of={row.status} />
      </td>
    </tr>
  ));
  return <List id="refunds" title="Refunds" total={total} columns={columns} rows={drawn} />;
}

export function Disputes({ world }: { world: World }) {
  const { total, rows } = newest(world, 'dispute');
  const columns = [
    { title: 'Dispute' },
    { title: 'Charge' },
    { title: 'Reason' },
    amountColumn,
    { title: 'State' },
    { title: 'Do' },
  ];
  const drawn = rows.map((row) => (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
      </td>
      <td>
        <Id id={idOf(row.charge) ?? ''} />
      </td>
      <td>{row.reason.replaceAll('_', ' ')}</td>
      <td className="number">{formatMoney(row.amount, row.currency)}</td>
      <td>
        <State of={row.status} />
      </td>
      <td>
        {!isClosed(row) && <Act to={`/dashboard/disputes/${row.id}/won`} label="Newsroom wins" />}
        {!isClosed(row) && <Act to={`/dashboard/disputes/${row.id}/lost`} label="Newsroom loses" />}
      </td>
    </tr>
  ));
  return <List id="disputes" title="Disputes" total={total} columns={columns} rows={drawn} />;
}

export function Events({ world }: { world: World }) {
  const { total, rows } = newest(world, 'event');
  const columns = [
    { title: 'Event' },
    { title: 'Made' },
    { title: 'Type' },
    { title: 'Object' },
    { title: 'Delivery' },
    { title: 'Do' },
  ];
  const drawn = rows.map((row) => eventRow(world, row));
  return <List id="events" title="Events" total={total} columns={columns} rows={drawn} />;
}

function eventRow(world: World, row: Stripe.Event): ReactNode {
  const deliveries = world.store.table('delivery').where('event', row.id);
  const tries = deliveries.reduce((sum, one) => sum + one.attempts, 0);
  const object = row.data.object as { id?: string };
  return (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
      </td>
      <td>
        <When at={row.created} />
      </td>
      <td>{row.type}</td>
      <td>{object.id && <Id id={object.id} />}</td>
      <td>
        {deliveries.length === 0 ? (
          <span className="soft">no endpoint listens</span>
        ) : (
          <>
            <State of={pendingWebhooks(world, row.id) === 0 ? 'delivered' : 'not delivered'} />{' '}
            <span className="soft">{tries === 1 ? '1 try' : `${tries} tries`}</span>
          </>
        )}
      </td>
      <td>
        <Act to={`/dashboard/events/${row.id}/resend`} label="Send again" />
      </td>
    </tr>
  );
}

export function Endpoints({ world }: { world: World }) {
  const { total, rows } = newest(world, 'webhook_endpoint');
  const columns = [{ title: 'Endpoint' }, { title: 'URL' }, { title: 'Events' }, { title: 'State' }];
  const drawn = rows.map((row) => (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
      </td>
      <td>{row.url}</td>
      <td>{row.enabled_events.includes('*') ? 'all' : row.enabled_events.join(', ')}</td>
      <td>
        <State of={row.status} />
      </td>
    </tr>
  ));
  return <List id="endpoints" title="Webhook endpoints" total={total} columns={columns} rows={drawn} />;
}
