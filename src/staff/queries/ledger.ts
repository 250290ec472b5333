import type { DataSource } from 'typeorm';
import type { Money } from '../../common/money.js';
import { afterCursor, type Page, PAGE_SIZE, pageOf } from './paging.js';

export interface LedgerRow {
  id: number;
  kind: string;
  /** `member:…`, `gift:…`, `donation:…`, `refund:…`, `dispute:…`, `adjustment:…` */
  source: string;
  delta: number;
  money: Money | null;
  /** What it adds to a goal in money, in the goal's minor units; null while it waits for a rate. */
  counted: number | null;
  /** Of the rate that it was converted by. */
  rateDay: string | null;
  /** When it happened; when we learnt of it. */
  at: Date;
  recordedAt: Date;
  member: { id: string; name: string | null; email: string } | null;
  purchaseId: string | null;
  paymentId: string | null;
  eventId: string | null;
  reversesId: number | null;
  author: string | null;
  reason: string | null;
}

/**
 * The event that brought an entry `e`. Where the reader's return was faster than Stripe's post, the entry has none of its
 * own: then it is the one that told of the same session.
 */
const broughtBy = `coalesce(e.event_id, case when e.reverses_id is null then (
    select s.id from purchases p join stripe_events s on s.object_id = p.session_id
    where p.id = e.purchase_id and s.type like 'checkout.session.%' and s.type not like '%expired'
    order by s.seq desc limit 1) end)`;

/** Newest first, by the time that counts. */
export async function ledgerPage(
  dataSource: DataSource,
  campaignId: string,
  { kind, cursor }: { kind?: string; cursor?: string },
): Promise<Page<LedgerRow>> {
  const rows: (LedgerRow & { key: string })[] = await dataSource.query(
    `select e.id, e.kind, e.source, e.delta, e.at, e.recorded_at "recordedAt", e.purchase_id "purchaseId",
            ${broughtBy} "eventId", e.reverses_id "reversesId", e.author, e.reason,
            e.counted, e.rate_day::text "rateDay", e.at::text key,
            case when e.currency is not null then json_build_object('amount', e.amount, 'currency', e.currency) end money,
            case when m.id is not null then json_build_object('id', m.id, 'name', m.name, 'email', m.email) end member,
            (select y.id from payments y where y.purchase_id = e.purchase_id order by y.initial desc, y.paid_at limit 1) "paymentId"
     from ledger_entries e left join members m on m.id = e.member_id
     where e.campaign_id = $1 and ($2::text is null or e.kind = $2)
       and ($3::timestamptz is null or (e.at, e.id) < ($3::timestamptz, $4::bigint))
     order by e.at desc, e.id desc limit ${PAGE_SIZE + 1}`,
    [campaignId, kind ?? null, ...afterCursor(cursor, ['time', 'number'])],
  );
  const page = pageOf(rows, (row) => [row.key, row.id]);
  return { ...page, rows: page.rows.map(({ key: _key, ...row }) => row) };
}

export interface KindRow {
  kind: string;
  entries: number;
  delta: number;
  /** One for each currency in which that kind brought money. */
  money: Money[];
}

/** From the rows themselves, not from the roll-up: this page is there to check it. */
export function countByKind(dataSource: DataSource, campaignId: string): Promise<KindRow[]> {
  return dataSource.query(
    `select kind, sum(entries)::bigint entries, sum(delta)::bigint delta,
            coalesce(json_agg(json_build_object('amount', amount, 'currency', currency))
              filter (where currency is not null), '[]') money
     from (select kind, currency, count(*) entries, sum(delta) delta, sum(amount) amount
           from ledger_entries where campaign_id = $1 group by kind, currency) by_currency
     group by kind order by kind`,
    [campaignId],
  );
}

export interface GiftCounts {
  bought: number;
  claimed: number;
  unclaimed: number;
  expired: number;
  refunded: number;
}

export async function countGifts(dataSource: DataSource, campaignId: string): Promise<GiftCounts> {
  const [counts] = await dataSource.query(
    `select count(*) bought, count(*) filter (where status = 'redeemed') claimed,
            count(*) filter (where status in ('bought', 'delivered', 'pooled')) unclaimed,
            count(*) filter (where status = 'expired') expired,
            count(*) filter (where status = 'refunded') refunded
     from gifts where campaign_id = $1`,
    [campaignId],
  );
  return counts;
}
