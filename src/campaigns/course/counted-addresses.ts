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

/** The next rows that brought somebody. */
const page = `
  select e.id, e.at, e.kind, e.member_id, e.purchase_id, ${standing} as stands,
    case e.kind when 'gift_redemption' then substr(e.source, 6)::uuid end as gift_id
  from ledger_entries e
  where e.campaign_id = $1 and (e.at, e.id) > ($2::timestamptz, $3::bigint) and e.id <= $4
    and e.kind in ('membership', 'returning', 'gift_redemption', 'donation')
  order by e.at, e.id limit $5`;

/** Whose address refused an e-mail of ours, at once or later, gets no further one; what failed for another reason says nothing. */
const reachable = `not exists (select from mails f where lower(f.recipient) = lower(found.email)
  and f.error is not null and f.state <> 'queued'
  and (f.state = 'sent' or f.error ~ '5[0-9][0-9][ -]5[.][12][.]|recipients were rejected'))`;

const addresses = `
  with page as materialized (${page}),
  found as (
    select m.email, m.name, m.locale from page e join members m on m.id = e.member_id
      where e.stands and e.kind in ('membership', 'returning')
    union all
    select m.email, m.name, m.locale from page e join members m on m.id = e.member_id
      join gifts g on g.id = e.gift_id
      where e.stands and g.status = 'redeemed'
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
  // As the database writes it: a Date has no microseconds.
  const [begin]: [{ at: string }?] = await manager.query(
    'select at::text as at from ledger_entries where id = $1',
    [after],
  );
  const values = [campaignId, begin?.at ?? '-infinity', after ?? 0, through, limit];
  const [found]: [Found] = await manager.query(addresses, values);
  return found;
}
