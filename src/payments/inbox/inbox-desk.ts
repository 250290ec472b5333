import type { DataSource } from 'typeorm';
import type { EventState } from './stripe-event.js';

export interface InboxCounts {
  byState: Record<EventState, number>;
  /** Seconds since the oldest event that still waits to be handled came in; 0 when none waits. */
  oldestWaiting: number;
}

/** An event as staff see it in a list. */
export interface InboxEntry {
  id: string;
  seq: number;
  type: string;
  objectId: string | null;
  state: EventState;
  note: string | null;
  attempts: number;
  created: Date;
  receivedAt: Date;
  handledAt: Date | null;
  nextAttemptAt: Date;
}

export async function countEvents(dataSource: DataSource): Promise<InboxCounts> {
  const rows: { state: EventState; count: number; age: number }[] = await dataSource.query(
    `select state, count(*) as count, extract(epoch from now() - min(received_at))::float8 as age
     from stripe_events group by state`,
  );
  const byState = { received: 0, retrying: 0, applied: 0, ignored: 0, foreign: 0, parked: 0 };
  for (const { state, count } of rows) byState[state] = count;
  const waiting = rows.filter(({ state }) => state === 'received' || state === 'retrying');
  return { byState, oldestWaiting: Math.max(0, ...waiting.map(({ age }) => age)) };
}

export interface EventList {
  state: EventState | null;
  /** The id of an event, of an object at Stripe, or of a purchase. */
  about: string | null;
  /** The place where the page before ended. */
  before: number | null;
  limit: number;
}

const isAbout = `(id = $4 or object_id = $4 or object_id in (
    select unnest(array[p.session_id, p.subscription_id, p.customer_id]) from purchases p where p.id::text = $4
    union select unnest(array[y.id, y.invoice_id]) from payments y where y.purchase_id::text = $4
    union select r.id from refunds r join payments y on y.id = r.payment_id where y.purchase_id::text = $4
    union select d.id from disputes d join payments y on y.id = d.payment_id where y.purchase_id::text = $4))`;

export async function listEvents(
  dataSource: DataSource,
  { state, about, before, limit }: EventList,
): Promise<InboxEntry[]> {
  return dataSource.query(
    `select id, seq, type, object_id as "objectId", state, note, attempts, created, received_at as "receivedAt",
       handled_at as "handledAt", next_attempt_at as "nextAttemptAt"
     from stripe_events
     where ($1::text is null or state = $1) and ($2::bigint is null or seq < $2) and ($4::text is null or ${isAbout})
     order by seq desc limit $3`,
    [state, before, limit, about],
  );
}

/** Puts it back to the start of its way; says whether there is such an event with its payload still kept. */
export async function replayEvent(dataSource: DataSource, id: string): Promise<boolean> {
  const [, changed]: [unknown, number] = await dataSource.query(
    `update stripe_events set state = 'received', attempts = 0, note = null, next_attempt_at = now(), handled_at = null
     where id = $1 and payload is not null`,
    [id],
  );
  return changed > 0;
}
