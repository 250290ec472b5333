import type Stripe from 'stripe';
import type { ReactNode } from 'react';
import { formatMoney } from '../money.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { amountColumn, newest } from './newest.js';
import { Act, Id, List, State, When } from './parts.js';

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
