import type { DataSource } from 'typeorm';
import type { MailRow } from './mails.js';

export type EventMail = Pick<MailRow, 'id' | 'template' | 'recipient' | 'state'>;

const templates = [
  'membership-welcome',
  'gift-receipt',
  'gift-delivery',
  'donation-receipt',
  'payment-awaited',
  'payment-bounced',
  'payment-refunded',
  'charge-failed',
  'charge-unconfirmed',
  'trial-running',
  'subscription-ending',
  'subscription-ended',
];

/** An e-mail is kept under its occasion, which several events may tell of: it stands at each of them. */
const occasions = `
  select e.object_id as occasion
  union select p.id::text from purchases p where p.session_id = e.object_id
  union select g.id::text from gifts g join purchases p on p.id = g.purchase_id where p.session_id = e.object_id
  union select y.id from payments y where y.event_id = e.id
  union select r.id from refunds r where r.event_id = e.id
  union select e.object_id || ':' || to_char(to_timestamp(day::float8) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')
    from unnest(array[e.payload #>> '{data,object,cancel_at}', e.payload #>> '{data,object,trial_end}']) as day
    where day ~ '^\\d{1,12}$'`;

/** What was written to people about what an event tells. */
export async function listEventMails(dataSource: DataSource, eventId: string): Promise<EventMail[]> {
  return dataSource.query(
    `select m.id, m.template, m.recipient, m.state
     from stripe_events e, lateral (${occasions}) o, unnest($2::text[]) as t (template), mails m
     where e.id = $1 and e.state = 'applied' and m.dedupe_key = t.template || ':' || o.occasion
     order by m.queued_at, m.id`,
    [eventId, templates],
  );
}
