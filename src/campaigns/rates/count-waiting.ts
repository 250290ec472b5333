import type { EntityManager } from 'typeorm';
import { addCounted } from '../tallies.js';
import { conversion, counted } from './conversion.js';

/** How many rows one transaction holds. */
const STEP = 200;

interface Waiting {
  id: number;
  campaignId: string;
  kind: string;
  currency: string;
}

/**
 * Counts rows behind `after` that waited for a rate and have one now, in their order: what is taken back after what it is
 * taken from. Returns where to go on; null at the end. A row is counted once, however many do this at the same time.
 */
export async function countWaiting(manager: EntityManager, after: number): Promise<number | null> {
  const waiting: Waiting[] = await manager.query(
    `select id, campaign_id "campaignId", kind, currency from ledger_entries
     where counted is null and id > $1 order by id limit ${STEP} for update`,
    [after],
  );
  for (const row of waiting) {
    const amount = await convert(manager, row.id);
    if (amount !== null) await addCounted(manager, { ...row, counted: amount });
  }
  return waiting.length < STEP ? null : (waiting.at(-1)?.id ?? null);
}

/** Null where there still is no rate. */
async function convert(manager: EntityManager, id: number): Promise<number | null> {
  const [rows]: [{ counted: number }[], number] = await manager.query(
    `with told as (
       select new.id, ${counted} counted, coalesce(o.rate_day, x.day) rate_day
       from ledger_entries new join campaigns c on c.id = new.campaign_id
       left join ledger_entries o on o.id = new.reverses_id
       ${conversion}
       where new.id = $1)
     update ledger_entries e set counted = told.counted, rate_day = told.rate_day
     from told where e.id = told.id and e.counted is null and told.counted is not null
     returning e.counted`,
    [id],
  );
  return rows[0]?.counted ?? null;
}
