import type { DataSource } from 'typeorm';
import { InvalidInput } from '../common/errors.js';
import type { Money } from '../common/money.js';
import type { Campaign } from './campaign.js';

/** A ledger row without people: the public "why this number". Oldest first, with the running total after it. */
export interface PublicEntry {
  at: string;
  kind: string;
  delta: number;
  /** What it adds to a goal in money, in the goal's minor units; null while it waits for a rate. */
  amount?: number | null;
  /** What was paid, where that was in another currency, and the day of the rate. */
  paid?: Money & { rateDay: string | null };
  /** After it: people, or minor units of a goal in money. */
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
  amount: number | null;
  currency: string | null;
  counted: number | null;
  rateDay: string | null;
}

/** In the order of being written, which never changes: the cursor carries the total, so a late page costs no more than the first. */
export async function publicLedger(
  dataSource: DataSource,
  campaign: Campaign,
  cursor: string | undefined,
): Promise<PublicLedgerPage> {
  const from = readCursor(cursor) ?? { id: 0, total: campaign.baseline };
  const rows: Row[] = await dataSource.query(
    `select id, at, kind, delta, amount, currency, counted, rate_day::text "rateDay" from ledger_entries where campaign_id = $1 and id > $2 order by id limit ${PAGE + 1}`,
    [campaign.id, from.id],
  );
  let { total } = from;
  const page = rows.slice(0, PAGE);
  const entries = page.map((row) => {
    total += campaign.goalKind === 'money' ? (row.counted ?? 0) : row.delta;
    return { ...entryOf(row, campaign), total };
  });
  const last = page.at(-1);
  return { entries, next: rows.length > PAGE && last ? `${last.id}.${total}` : null };
}

function entryOf(row: Row, { goalKind, goalCurrency }: Campaign): Omit<PublicEntry, 'total'> {
  const { at, kind, delta, amount, currency, counted, rateDay } = row;
  const entry = { at: at.toISOString(), kind, delta };
  if (goalKind === 'members') return entry;
  const isForeign = amount !== null && currency !== null && currency !== goalCurrency;
  return { ...entry, amount: counted, ...(isForeign && { paid: { amount, currency, rateDay } }) };
}

function readCursor(cursor: string | undefined): { id: number; total: number } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.(-?\d{1,15})$/.exec(cursor);
  if (!match) throw new InvalidInput({ cursor: 'This is no cursor that we gave.' });
  return { id: Number(match[1]), total: Number(match[2]) };
}
