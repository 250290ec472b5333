import type { EntityManager } from 'typeorm';
import { MEMBERSHIP } from './membership-purpose.js';

/** How somebody stands in a campaign's number, and how they should by what they paid and were given (counting.md, rules 2 to 6). */
export interface CountedPerson {
  campaignId: string;
  memberId: string;
  /** 1 or 0: what the person should add, beside their gifts. */
  due: number;
  /** What their rows add up to. */
  counted: number;
  /** Somebody who had a paid membership before this campaign brought them one. */
  returning: boolean;
  /** Their first row in the campaign; null before there is one. */
  entryId: number | null;
  /** Their rows tell of them as somebody returning. */
  knownAsReturning: boolean;
  /** The campaign's interval, half-open. */
  startsAt: Date;
  endsAt: Date;
}

/**
 * All campaigns that these people have to do with. A state that is worked out from payments, redemptions and their times: in
 * whichever order these became known, it comes out the same. The members are locked, and their purchases saved.
 * `charged` are purchases to be taken as standing although a refund of theirs is known as well: it gets its own row.
 */
export function countedPeople(
  manager: EntityManager,
  memberIds: string[],
  charged: string[] = [],
): Promise<CountedPerson[]> {
  if (memberIds.length === 0) return Promise.resolve([]);
  return manager.query(people, [[...new Set(memberIds)], MEMBERSHIP, charged]);
}

/** An entry `e` with its reversals; what brings a person back is a row of the person again, and counted as such. */
const net = `e.delta + coalesce((select sum(x.delta) from ledger_entries x
  where x.reverses_id = e.id and x.kind not in ('membership', 'returning', 'not_returning')), 0)`;

/**
 * A person counts by the earliest purchase that stands, unless a gift that stands had counted them before that.
 * Stripe tells whole seconds: within one, the gift was first.
 */
const people = `
  with pairs as (
    select campaign_id, member_id from ledger_entries
    where member_id = any($1::uuid[]) and kind in ('membership', 'returning')
    union
    select campaign_id, member_id from purchases
    where member_id = any($1::uuid[]) and purpose = $2 and campaign_id is not null and charged_at is not null
  )
  select pairs.campaign_id "campaignId", pairs.member_id "memberId",
    (own.since is not null and not gifts.covered and (not came.back or c.count_returning))::int due,
    c.starts_at "startsAt", c.ends_at "endsAt", rows.counted, rows.entry_id "entryId", rows.returning "knownAsReturning", came.back "returning"
  from pairs
  join campaigns c on c.id = pairs.campaign_id
  join members m on m.id = pairs.member_id
  cross join lateral (
    select min(b.charged_at) filter (where b.status = 'paid' or b.id = any($3::uuid[])) since, min(b.charged_at) first
    from purchases b
    where b.member_id = m.id and b.campaign_id = c.id and b.purpose = $2
      and b.charged_at >= c.starts_at and b.charged_at < c.ends_at
  ) own
  cross join lateral (
    select min(r.at) first, coalesce(bool_or(date_trunc('second', r.at) <= own.since and (
      select sum(${net}) from ledger_entries e
      where e.campaign_id = c.id and e.source = r.source and e.kind in ('gift', 'gift_redemption')
    ) > 0), false) covered
    from ledger_entries r
    where r.campaign_id = c.id and r.member_id = m.id and r.kind = 'gift_redemption'
  ) gifts
  cross join lateral (
    select coalesce(m.first_paid_at < least(own.first, gifts.first), false) back
  ) came
  cross join lateral (
    select coalesce(sum(${net}), 0)::int counted, min(e.id) entry_id, count(*) filter (where e.kind = 'returning') > count(*) filter (where e.kind = 'not_returning') "returning"
    from ledger_entries e
    where e.campaign_id = c.id and e.member_id = m.id and e.kind in ('membership', 'returning', 'not_returning')
  ) rows
  order by 1, 2`;
