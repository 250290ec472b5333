import type { DataSource } from 'typeorm';
import type { Money } from '../../common/money.js';
import { wantedMoves } from '../../members/charge-moves/wanted-moves.js';

/** What somebody should look at; each is a count. */
export interface Attention {
  parkedEvents: number;
  retryingEvents: number;
  undeliveredGifts: number;
  bouncedGifts: number;
  failedMails: number;
  flaggedPurchases: number;
  openDisputes: number;
  unmovedCharges: number;
  differences: number;
  waitingForRates: number;
}

/** Delivery runs every few minutes: only what is later than that is worth a look. */
const LATE = `interval '15 minutes'`;

/** Stripe is told at once, and again each hour: what is still to be moved then, Stripe refuses. */
const UNMOVED = `${wantedMoves} and coalesce(g.ended_at, g.created_at) < $2::timestamptz - interval '2 hours'`;

/** The newest comparison with Stripe that is complete. */
const LAST_REPORT = `select id from reconciliations where livemode = $1 and finished_at is not null
  order by started_at desc limit 1`;

/** Until it is refunded; a second membership that has ended in another way bothers nobody either. */
const FLAGGED = `p.flag is not null and p.status = 'paid' and (p.flag <> 'second_membership'
  or exists (select from memberships m where m.purchase_id = p.id and m.ended_at is null))`;

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
       (select count(*) from gifts where status = 'delivered' and bounced_at is not null and livemode = $1) "bouncedGifts",
       (select count(*) from mails where state = 'failed') "failedMails",
       (select count(*) from purchases p where ${FLAGGED} and p.livemode = $1) "flaggedPurchases",
       (select count(*) from disputes
          where status not in ('won', 'lost', 'warning_closed', 'prevented') and livemode = $1) "openDisputes",
       (select count(distinct p.id) ${UNMOVED}) "unmovedCharges",
       (select count(*) from reconciliation_differences d
          where d.run_id = (${LAST_REPORT}) and d.event_id is null) "differences",
       (select count(*) from ledger_entries where counted is null and livemode = $1) "waitingForRates"`,
    [livemode, now],
  );
  return counts;
}

export interface Mark {
  purchaseId: string;
  description: string;
  /** A purchase's flag, a dispute's status, or `charge_unmoved`. */
  note: string;
  at: Date;
  /** Who bought it. */
  email: string | null;
  /** What its first payment brought; null for what was free so far, or is not known yet. */
  price: Money | null;
  recurs: boolean;
}

const MONEY = `jsonb_build_object('amount', y.amount, 'currency', y.currency)`;

/** The flagged purchases that are not refunded yet, the open disputes themselves, and plans whose charge could not be moved. */
export function markedPurchases(dataSource: DataSource, livemode: boolean, now: Date): Promise<Mark[]> {
  return dataSource.query(
    `select p.id "purchaseId", p.description, p.flag note, p.created_at "at", p.email,
       (select ${MONEY} from payments y where y.purchase_id = p.id and y.initial) price,
       p.interval <> 'once' recurs
     from purchases p where ${FLAGGED} and p.livemode = $1
     union all
     select p.id, p.description, 'dispute: ' || d.status, d.created_at, p.email, ${MONEY}, p.interval <> 'once'
     from disputes d join payments y on y.id = d.payment_id join purchases p on p.id = y.purchase_id
     where d.status not in ('won', 'lost', 'warning_closed', 'prevented') and d.livemode = $1
     union
     select u.id, u.description, 'charge_unmoved', late.at, u.email, null, true
     from (select p.purchase_id, min(g.created_at) at ${UNMOVED} group by 1) late
       join purchases u on u.id = late.purchase_id
     order by 4 desc limit 20`,
    [livemode, now],
  );
}
