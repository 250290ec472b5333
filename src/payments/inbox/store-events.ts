import type { DataSource, EntityManager } from 'typeorm';
import type { ReceivedEvent } from './received-event.js';

/**
 * Stores events that are not known yet, in one statement and one commit. In the order of their ids, so that two
 * processes with the same events never wait for each other.
 */
export async function storeEvents(
  executor: DataSource | EntityManager,
  events: ReceivedEvent[],
): Promise<void> {
  const sorted = events.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const column = <V>(value: (event: ReceivedEvent) => V): V[] => sorted.map(value);
  await executor.query(statement, [
    column((event) => event.id),
    column((event) => event.type),
    column((event) => event.objectId),
    column((event) => event.apiVersion),
    column((event) => event.livemode),
    column((event) => event.created),
    column((event) => event.payload).join(SEPARATOR),
    column((event) => event.ignored),
  ]);
}

/** JSON never holds a bare control character, so the payloads can go as one string, without being escaped as an array. */
const SEPARATOR = '\u0001';

const statement = `
  insert into stripe_events (id, type, object_id, api_version, livemode, created, payload, note, state, handled_at)
  select id, type, object_id, api_version, livemode, created, payload::jsonb, note,
    case when note is null then 'received' else 'ignored' end,
    case when note is null then null else now() end
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[],
    string_to_array($7, E'\\x01'), $8::text[])
    as event (id, type, object_id, api_version, livemode, created, payload, note)
  on conflict (id) do nothing`;

/** Of these events, those that were not stored yet. */
export async function unknownEvents(
  executor: DataSource | EntityManager,
  events: ReceivedEvent[],
): Promise<ReceivedEvent[]> {
  const known: { id: string }[] = await executor.query('select id from stripe_events where id = any($1)', [
    events.map(({ id }) => id),
  ]);
  const ids = new Set(known.map(({ id }) => id));
  return events.filter(({ id }) => !ids.has(id));
}

/** Kept without its payload, for a person to look up at Stripe. */
export async function parkUnstorable(
  executor: DataSource | EntityManager,
  event: ReceivedEvent,
): Promise<void> {
  await executor.query(
    `insert into stripe_events (id, type, object_id, api_version, livemode, created, state, note)
     values ($1, $2, $3, $4, $5, $6, 'parked', 'its payload cannot be stored: look it up at Stripe')
     on conflict (id) do nothing`,
    [event.id, event.type, event.objectId, event.apiVersion, event.livemode, event.created],
  );
}
