import type { EntityManager } from 'typeorm';

/** Somebody who was counted, as their e-mail is written. */
export interface CountedAddress {
  email: string;
  name: string | null;
  locale: string;
}

/** Rows of a campaign's ledger, in the order of its index. */
export interface Span {
  campaignId: string;
  /** The row that was the last one of those before; null at the beginning. */
  after: number | null;
  /** Rows that were written later are left alone. */
  through: number;
}

/** Whose first entry still stands: one that was wholly refunded, or is disputed, is taken back by rows that name it. */
const standing = `
  (e.delta <= 0 or e.delta + coalesce((select sum(r.delta) from ledger_entries r where r.reverses_id = e.id), 0) > 0)
  and (coalesce(e.amount, 0) <= 0
    or e.amount + coalesce((select sum(r.amount) from ledger_entries r where r.reverses_id = e.id), 0) > 0)`;

/** The next rows that brought somebody. `at` stays in the database, which knows its microseconds. */
const page = `
  select e.id, e.at, e.kind, e.source, e.member_id, e.purchase_id, ${standing} as stands from ledger_entries e
  where e.campaign_id = $1 and e.id <= $3
    and ($2::bigint is null or (e.at, e.id) > (select at, id from ledger_entries where id = $2))
    and e.kind in ('membership', 'returning', 'gift_redemption', 'donation')
  order by e.at, e.id limit $4`;

/** Those who refused an e-mail of ours for good get no further one. */
const reachable = `not exists (select from mails f where lower(f.recipient) = lower(found.email)
  and f.error is not null and f.state <> 'queued')`;

const addresses = `
  with page as materialized (${page}),
  found as (
    select m.email, m.name, m.locale from page e join members m on m.id = e.member_id
      where e.stands and e.kind in ('membership', 'returning')
    union all
    select m.email, m.name, m.locale from page e join members m on m.id = e.member_id
      join gifts g on g.id = substr(e.source, 6)::uuid
      where e.stands and e.kind = 'gift_redemption' and g.status = 'redeemed'
    union all
    select d.email, d.name, 'en' from page e join donations d on d.purchase_id = e.purchase_id
      where e.stands and e.kind = 'donation'
  )
  select (select id from page order by at desc, id desc limit 1) as last, (select count(*) from page) as rows,
    coalesce((select json_agg(found) from found where found.email <> '' and ${reachable}), '[]') as people`;

interface Found {
  last: number | null;
  rows: number;
  people: CountedAddress[];
}

/**
 * Members by membership or by a gift that they redeemed, and donors: of the next `limit` rows of that span, by what stands
 * now. `last` is the row to go on after; fewer `rows` than asked for were the end. Somebody may be found more than once.
 */
export async function countedAddresses(
  manager: EntityManager,
  { campaignId, after, through }: Span,
  limit: number,
): Promise<Found> {
  const [found]: [Found] = await manager.query(addresses, [campaignId, after, through, limit]);
  return found;
}
