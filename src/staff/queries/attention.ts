import type { DataSource } from 'typeorm';

/** What somebody should look at; each is a count. */
export interface Attention {
  parkedEvents: number;
  retryingEvents: number;
  undeliveredGifts: number;
  failedMails: number;
  flaggedPurchases: number;
  openDisputes: number;
}

/** Delivery runs every few minutes: only what is later than that is worth a look. */
const LATE = `interval '15 minutes'`;

export async function needsAttention(
  dataSource: DataSource,
  livemode: boolean,
  now: Date,
): Promise<Attention> {
  const [counts] = await dataSource.query(
    `select
       (select count(*) from stripe_events where state = 'parked' and livemode = $1) "parkedEvents",
       (select count(*) from stripe_events where state = 'retrying' and livemode = $1) "retryingEvents",
       (select count(*) from gifts where status = 'bought' and recipient_email is not null
          and deliver_at < $2::timestamptz - ${LATE} and livemode = $1) "undeliveredGifts",
       (select count(*) from mails where state = 'failed') "failedMails",
       (select count(*) from purchases where flag is not null and status = 'paid' and livemode = $1) "flaggedPurchases",
       (select count(*) from disputes
          where status not in ('won', 'lost', 'warning_closed', 'prevented') and livemode = $1) "openDisputes"`,
    [livemode, now],
  );
  return counts;
}

export interface Mark {
  purchaseId: string;
  description: string;
  /** A purchase's flag or a dispute's status. */
  note: string;
  at: Date;
}

/** The flagged purchases that are not refunded yet and the open disputes themselves, newest first. */
export function markedPurchases(dataSource: DataSource, livemode: boolean): Promise<Mark[]> {
  return dataSource.query(
    `select id "purchaseId", description, flag note, created_at "at" from purchases
     where flag is not null and status = 'paid' and livemode = $1
     union all
     select p.id, p.description, 'dispute: ' || d.status, d.created_at
     from disputes d join payments y on y.id = d.payment_id join purchases p on p.id = y.purchase_id
     where d.status not in ('won', 'lost', 'warning_closed', 'prevented') and d.livemode = $1
     order by 4 desc limit 20`,
    [livemode],
  );
}
