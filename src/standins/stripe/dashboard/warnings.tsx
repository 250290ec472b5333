import type { World } from '../world.js';
import { newest } from './newest.js';
import { Id, List, State, When } from './parts.js';

export function Warnings({ world }: { world: World }) {
  const { total, rows } = newest(world, 'radar.early_fraud_warning');
  const columns = [
    { title: 'Warning' },
    { title: 'Made' },
    { title: 'Charge' },
    { title: 'Kind' },
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
        <Id id={typeof row.charge === 'string' ? row.charge : row.charge.id} />
      </td>
      <td>{row.fraud_type.replaceAll('_', ' ')}</td>
      <td>
        <State of={row.actionable ? 'actionable' : 'settled'} />
      </td>
    </tr>
  ));
  return <List id="warnings" title="Fraud warnings" total={total} columns={columns} rows={drawn} />;
}
