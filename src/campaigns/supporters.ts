import type { DataSource } from 'typeorm';

/** Everybody who pays now: members by plan, givers whose gift still runs or waits, recurring donors; each person once. */
export async function countSupporters(dataSource: DataSource, livemode: boolean, now: Date): Promise<number> {
  const [row]: { count: number }[] = await dataSource.query(
    `select count(distinct person) as count from (
       select m.normalised_email as person from memberships s join members m on m.id = s.member_id
         where s.livemode = $1 and s.source = 'plan' and has_access(s, $2)
       union all
       select lower(giver_email) from gifts
         where livemode = $1 and status in ('bought', 'delivered', 'pooled', 'redeemed') and bought_at > $2::timestamptz - interval '1 year'
       union all
       select lower(coalesce(email, id::text)) from donations
         where livemode = $1 and interval <> 'once' and status in ('active', 'trialing', 'past_due')
     ) people`,
    [livemode, now],
  );
  return row?.count ?? 0;
}
