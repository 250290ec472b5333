import type { DataSource } from 'typeorm';
import { InvalidInput } from '../common/errors.js';
import type { Campaign } from './campaign.js';

/** A ledger row without people: the public "why this number". Oldest first, with the running total after it. */
export interface PublicEntry {
  at: string;
  kind: string;
  delta: number;
  total: number;
}

export interface PublicLedgerPage {
  entries: PublicEntry[];
  /** Give it as `cursor` for the entries after these; null at the end. */
  next: string | null;
}

const PAGE = 100;

interface Row {
  id: number;
  at: Date;
  kind: string;
  delta: number;
}

/** In the order of being written, which never changes: the cursor carries the total, so a late page costs no more than the first. */
export async function publicLedger(
  dataSource: DataSource,
  campaign: Campaign,
  cursor: string | undefined,
): Promise<PublicLedgerPage> {
  const from = readCursor(cursor) ?? { id: 0, total: campaign.baseline };
  const rows: Row[] = await dataSource.query(
    `select id, at, kind, delta from ledger_entries where campaign_id = $1 and id > $2 order by id limit ${PAGE + 1}`,
    [campaign.id, from.id],
  );
  let { total } = from;
  const page = rows.slice(0, PAGE);
  const entries = page.map(({ at, kind, delta }) => ({
    at: at.toISOString(),
    kind,
    delta,
    total: (total += delta),
  }));
  const last = page.at(-1);
  return { entries, next: rows.length > PAGE && last ? `${last.id}.${total}` : null };
}

function readCursor(cursor: string | undefined): { id: number; total: number } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.(-?\d{1,15})$/.exec(cursor);
  if (!match) throw new InvalidInput({ cursor: 'This is no cursor that we gave.' });
  return { id: Number(match[1]), total: Number(match[2]) };
}
