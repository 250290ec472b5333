import { isClosed } from '../billing/disputes.js';
import { formatMoney } from '../money.js';
import { idOf } from '../store/tables.js';
import type { World } from '../world.js';
import { amountColumn, newest } from './newest.js';
import { Act, Id, List, State, When } from './parts.js';

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
