import { compareTallies } from '../../src/campaigns/tallies.js';
import { DataSource } from 'typeorm';
import { instantsFrom } from './model/right.js';
import type { Count } from './model/number.js';
import type { World } from './world.js';

/** Everything that can be compared, as the service has it. */
export interface Found {
  purchases: Map<number, string>;
  members: Map<string, boolean[]>;
  counts: Map<string, Count>;
  standings: Map<string, Map<string, string>>;
  letters: Map<string, number>;
  /** What should not be there at all. */
  faults: string[];
}

export async function foundState(world: World, refs: Map<number, string>, now: number): Promise<Found> {
  const campaigns = await world.query<{ id: string; slug: string }>('select id, slug from campaigns');
  const slugs = campaigns.map(({ slug }) => slug);
  const numbers: Count[] = [];
  const people: Map<string, string>[] = [];
  for (const { id } of campaigns) {
    numbers.push(await count(world, id));
    people.push(await standings(world, id));
  }
  return {
    purchases: await purchases(world, refs),
    members: await members(world, now),
    counts: new Map(slugs.map((slug, index) => [slug, numbers[index] as Count])),
    standings: new Map(slugs.map((slug, index) => [slug, people[index] as Map<string, string>])),
    letters: await letters(world),
    faults: [...(await faults(world)), ...(await talliesOff(world, campaigns))],
  };
}

/** One line for each, in the words of the model. */
async function purchases(world: World, refs: Map<number, string>): Promise<Map<number, string>> {
  const rows = await world.query<{ id: string; line: string }>(
    `select p.id, concat_ws(' · ', concat_ws(' ', p.purpose, p.amount, p.currency, p.email), p.status,
       (select string_agg(concat_ws(' ', case when initial then 'first' else 'renewal' end, pay.amount,
            case when r.back > 0 then '-' || r.back end, case when d.disputed then 'disputed' end), ' · '
            order by not initial, paid_at)
          from payments pay
          cross join lateral (select sum(amount) back from refunds
            where payment_id = pay.id and status not in ('failed', 'canceled')) r
          cross join lateral (select bool_or(funds_withdrawn) disputed from disputes where payment_id = pay.id) d
          where purchase_id = p.id),
       (select concat_ws(' ', status, plan_id, amount) from memberships where purchase_id = p.id),
       (select status from donations where purchase_id = p.id),
       (select string_agg(concat(place, ':', g.status, ' by ' || m.email), ' · ' order by place)
          from gifts g left join members m on m.id = g.redeemer_id where g.purchase_id = p.id)) line
     from purchases p`,
  );
  const lines = new Map(rows.map(({ id, line }) => [id, line]));
  return new Map([...refs].map(([ref, id]) => [ref, lines.get(id) ?? 'is not here']));
}

async function members(world: World, now: number): Promise<Map<string, boolean[]>> {
  const instants = instantsFrom(now).map((at) => new Date(at));
  const rows = await world.query<{ email: string; access: boolean[] }>(
    `select email, array_agg(is_member order by place) access from (
       select m.normalised_email email, i.place, coalesce(bool_or(has_access(s, i.at)), false) is_member
       from members m cross join unnest($1::timestamptz[]) with ordinality i (at, place)
       left join memberships s on s.member_id = m.id
       group by 1, 2) each group by email`,
    [instants],
  );
  return new Map(rows.map(({ email, access }) => [email, access]));
}

interface Sum {
  kind: string;
  delta: number;
  amount: number;
}

/** The campaign's rows, summed by what they belong to: a reversal to what it takes back. */
async function count(world: World, campaign: string): Promise<Count> {
  const sums = await world.query<Sum>(
    `select kind, sum(delta)::int delta, coalesce(sum(amount), 0)::int amount
     from ledger_entries where campaign_id = $1 group by kind`,
    [campaign],
  );
  const nets = await world.query<Sum>(
    `select coalesce(o.kind, e.kind) kind, sum(e.delta)::int delta, 0 amount
     from ledger_entries e left join ledger_entries o on o.id = e.reverses_id
     where e.campaign_id = $1 group by 1`,
    [campaign],
  );
  const of = (rows: Sum[], column: 'delta' | 'amount', ...kinds: string[]): number =>
    rows.filter(({ kind }) => kinds.includes(kind)).reduce((sum, row) => sum + row[column], 0);
  return {
    people: of(nets, 'delta', 'membership', 'returning', 'not_returning'),
    gifts: of(nets, 'delta', 'gift', 'gift_redemption'),
    total: sums.reduce((sum, { delta }) => sum + delta, 0),
    money: {
      membership: of(sums, 'amount', 'membership', 'returning'),
      gift: of(sums, 'amount', 'gift'),
      donation: of(sums, 'amount', 'donation'),
      refund: of(sums, 'amount', 'refund', 'refund_failed'),
      dispute: of(sums, 'amount', 'dispute', 'dispute_won'),
    },
  };
}

/** What each person's rows, and the rows about these, come to. */
async function standings(world: World, campaign: string): Promise<Map<string, string>> {
  const rows = await world.query<{ email: string; standing: string }>(
    `select m.normalised_email email,
       sum(e.delta)::text || case when count(*) filter (where e.kind = 'returning')
         > count(*) filter (where e.kind = 'not_returning') then ' returning' else '' end standing
     from ledger_entries e left join ledger_entries o on o.id = e.reverses_id
     join members m on m.id = e.member_id
     where e.campaign_id = $1 and array['membership', 'returning', 'not_returning'] && array[e.kind, o.kind]
     group by m.normalised_email`,
    [campaign],
  );
  return new Map(rows.map(({ email, standing }) => [email, standing]));
}

async function letters(world: World): Promise<Map<string, number>> {
  const rows = await world.query<{ letter: string; times: number }>(
    `select template || ' ' || recipient letter, count(*)::int times from mails group by 1`,
  );
  return new Map(rows.map(({ letter, times }) => [letter, times]));
}

async function faults(world: World): Promise<string[]> {
  const unsettled = await world.query<{ fault: string }>(
    `select concat_ws(' ', 'the inbox has', id, type, state, note) fault from stripe_events
       where state in ('received', 'retrying', 'parked')
     union all
     select concat_ws(' ', 'a job failed:', name, data::text) from pgboss.job where state = 'failed'
     union all
     select concat_ws(' ', 'somebody is there twice:', normalised_email) from members
       group by normalised_email having count(*) > 1`,
  );
  return unsettled.map(({ fault }) => fault);
}

/** Where the roll-up is not what its rows add up to. */
async function talliesOff(world: World, campaigns: { id: string }[]): Promise<string[]> {
  const { manager } = world.part(DataSource);
  const off: string[] = [];
  for (const { id } of campaigns)
    for (const one of await compareTallies(manager, id)) off.push(`tally: ${JSON.stringify(one)}`);
  return off;
}
