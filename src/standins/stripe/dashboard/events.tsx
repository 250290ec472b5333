import type Stripe from 'stripe';
import type { ReactNode } from 'react';
import { pendingWebhooks } from '../events.js';
import type { World } from '../world.js';
import { newest } from './newest.js';
import { Act, Id, List, State, When } from './parts.js';

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
