/**
 * SQL: what a ledger row `new` needs to be counted for a goal in another currency: what earlier rows took back of the row
 * `o` that it reverses, and the money at the rate of the day `x`. Neither is looked up where nothing is to be converted.
 */
export const conversion = `
  left join lateral (
    select coalesce(sum(r.amount), 0) amount, coalesce(sum(r.counted), 0) counted from ledger_entries r
    where r.reverses_id = new.reverses_id and r.counted is not null and new.currency <> c.goal_currency
  ) before on true
  left join lateral exchanged(new.amount, new.currency, c.goal_currency,
    (coalesce(o.at, new.at) at time zone 'utc')::date) x on true`;

/**
 * SQL: minor units of the goal's currency; null while there is no rate. Money that goes back is converted as the row was
 * that it takes back, all of it together: parts of a refund never come to more or less than the whole.
 */
export const counted = `
  case
    when c.goal_kind <> 'money' or new.amount is null then 0
    when new.currency = c.goal_currency then new.amount
    when o.amount <> 0 and o.currency = new.currency
      then round(o.counted::numeric * (before.amount + new.amount) / o.amount) - before.counted
    else round(x.value)
  end`;
