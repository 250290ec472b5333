import type Stripe from 'stripe';
import type { ReactNode } from 'react';
import { runs } from '../billing/renewals.js';
import { periodEnd } from '../billing/subscriptions.js';
import { formatMoney } from '../money.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { amountColumn, newest } from './newest.js';
import { Act, Id, List, State, When } from './parts.js';

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
