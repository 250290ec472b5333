import type { EntityManager } from 'typeorm';
import type { Money } from '../common/money.js';
import type { EntryKind, InsertedEntry } from './ledger-entry.js';
import { conversion, counted } from './rates/conversion.js';
import { addToTallies } from './tallies.js';

export interface EntryRow {
  campaignId: string;
  kind: EntryKind;
  source: string;
  delta: number;
  money?: Money | null;
  at: Date;
  livemode: boolean;
  memberId?: string | null;
  purchaseId?: string | null;
  reversesId?: number | null;
  eventId?: string | null;
  author?: string | null;
  reason?: string | null;
}

/**
 * Inserts rows that are not there yet and adds just those to the roll-up, however many there are.
 * `late`: also outside the campaign's interval, which holds for what is told of earlier entries.
 */
export async function insertEntries(
  manager: EntityManager,
  rows: EntryRow[],
  { late = false } = {},
): Promise<InsertedEntry[]> {
  if (rows.length === 0) return [];
  const column = <V>(value: (row: EntryRow) => V): V[] => rows.map(value);
  const inserted: InsertedEntry[] = await manager.query(
    `insert into ledger_entries (campaign_id, kind, source, delta, amount, currency, at, livemode, member_id, purchase_id,
       reverses_id, event_id, author, reason, counted, rate_day)
     select new.*, ${counted}, coalesce(o.rate_day, x.day) from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::bigint[], $6::text[], $7::timestamptz[],
       $8::boolean[], $9::uuid[], $10::uuid[], $11::bigint[], $12::text[], $13::text[], $14::text[])
       as new (campaign_id, kind, source, delta, amount, currency, at, livemode, member_id, purchase_id,
         reverses_id, event_id, author, reason)
     join campaigns c on c.id = new.campaign_id and c.livemode = new.livemode
     left join ledger_entries o on o.id = new.reverses_id
     ${conversion}
     where $15 or (c.starts_at <= new.at and new.at < c.ends_at)
     on conflict (campaign_id, source, kind) do nothing
     returning campaign_id as "campaignId", kind, source, delta, amount, currency, counted`,
    [
      column((row) => row.campaignId),
      column((row) => row.kind),
      column((row) => row.source),
      column((row) => row.delta),
      column((row) => row.money?.amount ?? null),
      column((row) => row.money?.currency ?? null),
      column((row) => row.at),
      column((row) => row.livemode),
      column((row) => row.memberId ?? null),
      column((row) => row.purchaseId ?? null),
      column((row) => row.reversesId ?? null),
      column((row) => row.eventId ?? null),
      column((row) => row.author ?? null),
      column((row) => row.reason ?? null),
      late,
    ],
  );
  await addToTallies(manager, inserted);
  return inserted;
}
