/**
 * SQL, a `from` and a `where`: gifts `g` whose plan `p` is to be charged at another time, and Stripe has not said that it is so, or
 * was not told to move it back. What the plan has renewed behind moves nothing. $1 is the mode.
 */
export const wantedMoves = `from memberships g
  join memberships p on p.id = g.charge_of and p.ended_at is null
    and p.cancel_at is null and p.status in ('active', 'trialing')
  where g.livemode = $1 and g.charge_to is not null
    and (g.charge_moved_at is null and g.ended_at is null and g.starts_at >= p.ends_at - interval '2 seconds'
      or g.charge_moved_at is not null and g.charge_back_to is not null and g.charge_back_at is null)`;
