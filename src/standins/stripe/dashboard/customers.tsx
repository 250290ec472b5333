import type { World } from '../world.js';
import { newest } from './newest.js';
import { Id, List, When } from './parts.js';

export function Customers({ world }: { world: World }) {
  const { total, rows } = newest(world, 'customer');
  const columns = [{ title: 'Customer' }, { title: 'Made' }, { title: 'E-mail' }, { title: 'Name' }];
  const drawn = rows.map((row) => (
    <tr key={row.id}>
      <td>
        <Id id={row.id} />
      </td>
      <td>
        <When at={row.created} />
      </td>
      <td>{row.email}</td>
      <td>{row.name}</td>
    </tr>
  ));
  return <List id="customers" title="Customers" total={total} columns={columns} rows={drawn} />;
}
