import type { DataSource } from 'typeorm';
import type { Money } from '../../common/money.js';
import { type EventMail, listEventMails } from './event-mails.js';
import type { InboxEntry } from '../../payments/inbox/inbox-desk.js';

/** In the order in which staff care. */
export const eventStates = ['received', 'retrying', 'parked', 'applied', 'ignored', 'foreign'] as const;

export interface EventDetail extends Omit<InboxEntry, 'seq'> {
  apiVersion: string | null;
  payload: unknown;
  /** The ledger entries that it brought. */
  entries: { id: number; kind: string; delta: number; slug: string }[];
  /** The payments, refunds and disputes that it brought. */
  brought: { kind: 'payment' | 'refund' | 'dispute'; id: string; price: Money }[];
  mails: EventMail[];
  purchaseId: string | null;
}

export async function findEvent(dataSource: DataSource, id: string): Promise<EventDetail | null> {
  const [row] = await dataSource.query(
    `select id, type, object_id "objectId", state, note, attempts, created, received_at "receivedAt",
            handled_at "handledAt", next_attempt_at "nextAttemptAt", api_version "apiVersion", payload,
       (select coalesce(json_agg(json_build_object('id', l.id, 'kind', l.kind, 'delta', l.delta, 'slug', c.slug)
                 order by l.id), '[]')
        from ledger_entries l join campaigns c on c.id = l.campaign_id where l.event_id = e.id or (l.event_id is null and l.reverses_id is null and l.purchase_id =
          (select p.id from purchases p where p.session_id = e.object_id))) entries,
       (select coalesce(json_agg(json_build_object('kind', b.kind, 'id', b.id,
                 'price', json_build_object('amount', b.amount, 'currency', b.currency))), '[]')
        from (select 'payment' kind, id, amount, currency from payments where event_id = e.id
              union all select 'refund', id, amount, currency from refunds where event_id = e.id
              union all select 'dispute', id, amount, currency from disputes where event_id = e.id) b) brought,
       (select p.id from purchases p
        where p.session_id = e.object_id or p.subscription_id = e.object_id
           or p.id in (select y.purchase_id from payments y where y.id = e.object_id or y.event_id = e.id
             or y.invoice_id = e.object_id
             or y.id in (select r.payment_id from refunds r where r.id = e.object_id or r.event_id = e.id
               union select d.payment_id from disputes d where d.id = e.object_id or d.event_id = e.id))
        limit 1) "purchaseId"
     from stripe_events e where id = $1`,
    [id],
  );
  return row ? { ...row, mails: await listEventMails(dataSource, id) } : null;
}
