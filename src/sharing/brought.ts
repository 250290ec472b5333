/**
 * SQL: by `code`, how many others joined through somebody's links and how many gifts were given through them, of what stands:
 * a refund takes it back. One's own purchases count for nobody. $1 is the mode.
 */
export const broughtBy = `
  select s.code, count(distinct lower(p.email)) filter (where p.purpose = 'membership') as members,
    coalesce(sum(g.gifts) filter (where p.purpose = 'gift'), 0)::bigint as gifts
  from sharers s
  join purchases p on p.attribution ? 'ref' and p.attribution ->> 'ref' = s.code and p.livemode = $1 and p.status = 'paid'
    and p.purpose in ('membership', 'gift') and lower(p.email) is distinct from s.normalised_email
  left join lateral (
    select count(*) as gifts from gifts g where g.purchase_id = p.id and g.status <> 'refunded'
  ) g on true
  where s.livemode = $1
  group by s.code`;
