import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { InvalidInput } from '../common/errors.js';
import { derivedToken, sameSecret } from '../common/ids.js';
import type { Money } from '../common/money.js';
import { Settings } from '../config/settings.js';
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

interface Place {
  /** Of the last row that was shown. */
  id: number;
  /** After it. */
  total: number;
}

/** Why a campaign's number is what it is, for everybody. */
@Injectable()
export class PublicLedger {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  /**
   * In the order of being written, which never changes: the cursor carries the total, so a late page costs no more than the
   * first. @throws InvalidInput for a cursor that we did not give for this campaign
   */
  async page(campaign: Campaign, cursor: string | undefined): Promise<PublicLedgerPage> {
    const from = this.read(campaign, cursor) ?? { id: 0, total: campaign.baseline };
    const rows: Row[] = await this.dataSource.query(
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
    return {
      entries,
      next: rows.length > PAGE && last ? this.cursor(campaign, { id: last.id, total }) : null,
    };
  }

  private read(campaign: Campaign, cursor: string | undefined): Place | null {
    if (cursor === undefined) return null;
    const match = /^(\d{1,15})\.(-?\d{1,15})\./.exec(cursor);
    const place = { id: Number(match?.[1]), total: Number(match?.[2]) };
    if (!match || !sameSecret(cursor, this.cursor(campaign, place)))
      throw new InvalidInput({ cursor: 'This is no cursor that we gave.' });
    return place;
  }

  /** With a seal: nobody makes a link by which our own page adds up to another number. */
  private cursor({ id: campaign }: Campaign, { id, total }: Place): string {
    const place = `${id}.${total}`;
    const seal = derivedToken(this.settings.SESSION_SECRET, `ledger:${campaign}:${place}`).slice(0, 22);
    return `${place}.${seal}`;
  }
}

function entryOf(row: Row, { goalKind, goalCurrency }: Campaign): Omit<PublicEntry, 'total'> {
  const { at, kind, delta, amount, currency, counted, rateDay } = row;
  const entry = { at: at.toISOString(), kind, delta };
  if (goalKind === 'members') return entry;
  const isForeign = amount !== null && currency !== null && currency !== goalCurrency;
  return { ...entry, amount: counted, ...(isForeign && { paid: { amount, currency, rateDay } }) };
}
