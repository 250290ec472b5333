import type { EntityManager } from 'typeorm';

/** A membership by gift whose member is to be told now that it ends. */
export interface EndingGift {
  id: string;
  tier: string;
  endsAt: Date;
  email: string;
  name: string | null;
  locale: string;
  /** It ends within a day. */
  last: boolean;
}

/**
 * SQL: something stands behind membership `g`, so that its end is none: a plan that renews, or time that lasts longer. What
 * is in dispute counts as well: nobody is told of an end that may not come.
 */
export const followed = `exists (
  select from memberships o where o.member_id = g.member_id and o.id <> g.id and o.ended_at is null
    and o.status in ('active', 'trialing', 'past_due')
    and (o.ends_at > g.ends_at or o.ends_at = g.ends_at and o.id > g.id
      or o.source = 'plan' and o.cancel_at is null and o.ends_at > $1))`;

/** Those that were not told since the day before, or the week before, began. They stay locked; what others hold is left to them. */
export function endingGifts(
  manager: EntityManager,
  { now, livemode, limit }: { now: Date; livemode: boolean; limit: number },
): Promise<EndingGift[]> {
  return manager.query(
    `select g.id, g.tier, g.ends_at "endsAt", m.email, m.name, m.locale, due.last
     from memberships g join members m on m.id = g.member_id,
       lateral (select g.ends_at <= $1::timestamptz + interval '24 hours' last) due
     where g.source = 'gift' and g.ended_at is null and g.status = 'active' and g.frozen_at is null
       and g.livemode = $2 and g.starts_at <= $1
       and g.ends_at > $1 and g.ends_at <= $1::timestamptz + interval '168 hours'
       and (g.reminded_at is null
         or g.reminded_at < g.ends_at - case when due.last then interval '24 hours' else interval '168 hours' end)
       and not ${followed}
     order by g.ends_at limit $3 for update of g skip locked`,
    [now, livemode, limit],
  );
}
