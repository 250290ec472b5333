import type Stripe from 'stripe';
import type { ReactNode } from 'react';
import { formatMoney } from '../money.js';
import type { World } from '../world.js';
import { amountColumn, newest } from './newest.js';
import { Id, List, State, When } from './parts.js';

export function Invoices({ world }: { world: World }) {
  const { total, rows } = newest(world, 'invoice');
  const columns = [
    { title: 'Invoice' },
    { title: 'Made' },
    { title: 'Customer' },
    amountColumn,
    { title: 'State' },
    { title: 'Next try' },
    { title: 'Page' },
  ];
  return <List id="invoices" title="Invoices" total={total} columns={columns} rows={rows.map(invoiceRow)} />;
}

function invoiceRow(row: Stripe.Invoice): ReactNode {
  return (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
      </td>
      <td>
        <When at={row.created} />
      </td>
      <td>{row.customer_email}</td>
      <td className="number">{formatMoney(row.total, row.currency)}</td>
      <td>
        <State of={row.status} />
      </td>
      <td>{row.next_payment_attempt && <When at={row.next_payment_attempt} />}</td>
      <td>{row.hosted_invoice_url && <a href={row.hosted_invoice_url}>See</a>}</td>
    </tr>
  );
}
