import type { EntityManager } from 'typeorm';
import type { InsertedEntry } from './ledger-entry.js';

/** The channel on which processes hear that a campaign's number moved; the payload is the campaign's id. */
export const PROGRESS_CHANNEL = 'progress';

interface Change {
  campaignId: string;
  kind: string;
  currency: string;
  entries: number;
  delta: number;
  amount: number;
  counted: number;
}

/** Adds new rows to the roll-up, always in the same order, so that two transactions never wait for each other. */
export async function addToTallies(manager: EntityManager, inserted: InsertedEntry[]): Promise<void> {
  const changes = [...summed(inserted).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change);
  if (changes.length === 0) return;
  const column = <V>(value: (change: Change) => V): V[] => changes.map(value);
  await manager.query(
    `insert into campaign_tallies as t (campaign_id, kind, currency, entries, delta, amount, counted)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
     on conflict (campaign_id, kind, currency) do update set entries = t.entries + excluded.entries,
       delta = t.delta + excluded.delta, amount = t.amount + excluded.amount, counted = t.counted + excluded.counted,
       updated_at = now()`,
    [
      column((change) => change.campaignId),
      column((change) => change.kind),
      column((change) => change.currency),
      column((change) => change.entries),
      column((change) => change.delta),
      column((change) => change.amount),
      column((change) => change.counted),
    ],
  );
  const touched = [...new Set(changes.map(({ campaignId }) => campaignId))];
  await manager.query(`select pg_notify($1, id) from unnest($2::text[]) as id`, [PROGRESS_CHANNEL, touched]);
}

function summed(inserted: InsertedEntry[]): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const { campaignId, kind, currency, delta, amount, counted } of inserted) {
    const key = `${campaignId} ${kind} ${currency ?? ''}`;
    const change = changes.get(key) ?? {
      campaignId,
      kind,
      currency: currency ?? '',
      entries: 0,
      delta: 0,
      amount: 0,
      counted: 0,
    };
    change.entries += 1;
    change.delta += delta;
    change.amount += amount ?? 0;
    change.counted += counted ?? 0;
    changes.set(key, change);
  }
  return changes;
}

/** What waited for a rate and is counted now: no row is new. */
export async function addCounted(
  manager: EntityManager,
  { campaignId, kind, currency, counted }: Pick<Change, 'campaignId' | 'kind' | 'currency' | 'counted'>,
): Promise<void> {
  await manager.query(
    `update campaign_tallies set counted = counted + $4, updated_at = now()
     where campaign_id = $1 and kind = $2 and currency = $3`,
    [campaignId, kind, currency, counted],
  );
  await manager.query('select pg_notify($1, $2)', [PROGRESS_CHANNEL, campaignId]);
}

const fromRows = `
  select campaign_id, kind, coalesce(currency, '') currency, count(*) entries, sum(delta)::bigint delta,
    coalesce(sum(amount), 0)::bigint amount, coalesce(sum(counted), 0)::bigint counted
  from ledger_entries where campaign_id = $1 group by 1, 2, 3`;

/** Writes the roll-up anew from the rows. Nobody can write to this campaign's ledger meanwhile. */
export async function rebuildTallies(manager: EntityManager, campaignId: string): Promise<void> {
  // Writers come through the tallies' unique key: with the table's rows locked against them, none can slip in between.
  await manager.query('lock table campaign_tallies in exclusive mode');
  await manager.query('delete from campaign_tallies where campaign_id = $1', [campaignId]);
  await manager.query(
    `insert into campaign_tallies (campaign_id, kind, currency, entries, delta, amount, counted) ${fromRows}`,
    [campaignId],
  );
  await manager.query('select pg_notify($1, $2)', [PROGRESS_CHANNEL, campaignId]);
}

export interface Difference {
  kind: string;
  currency: string;
  /** What the roll-up says, and what the rows add up to. */
  tally: { entries: number; delta: number; amount: number; counted: number };
  rows: { entries: number; delta: number; amount: number; counted: number };
}

/** Where the roll-up and the rows disagree; empty when all is well. One statement, so one moment. */
export function compareTallies(manager: EntityManager, campaignId: string): Promise<Difference[]> {
  return manager.query(
    `with rows as (${fromRows}), tallies as (select * from campaign_tallies where campaign_id = $1)
     select kind, currency,
       json_build_object('entries', coalesce(t.entries, 0), 'delta', coalesce(t.delta, 0), 'amount', coalesce(t.amount, 0),
         'counted', coalesce(t.counted, 0)) tally,
       json_build_object('entries', coalesce(r.entries, 0), 'delta', coalesce(r.delta, 0), 'amount', coalesce(r.amount, 0),
         'counted', coalesce(r.counted, 0)) "rows"
     from tallies t full join rows r using (kind, currency)
     where (t.entries, t.delta, t.amount, t.counted) is distinct from (r.entries, r.delta, r.amount, r.counted)
     order by kind, currency`,
    [campaignId],
  );
}
