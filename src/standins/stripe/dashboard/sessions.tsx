import type Stripe from 'stripe';
import type { ReactNode } from 'react';
import { formatMoney } from '../money.js';
import type { World } from '../world.js';
import { amountColumn, newest } from './newest.js';
import { Id, List, State, When } from './parts.js';

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
