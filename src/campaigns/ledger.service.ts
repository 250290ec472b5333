import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Money } from '../common/money.js';
import { Settings } from '../config/settings.js';
import { insertEntries } from './insert-entries.js';
import { type EntryKind, type InsertedEntry, LedgerEntry } from './ledger-entry.js';

/** What moves a campaign's number. `at` is the time of the payment. */
export interface NewEntry {
  campaignId: string;
  kind: EntryKind;
  source: string;
  /** People. */
  delta: number;
  money?: Money | null;
  at: Date;
  memberId?: string | null;
  purchaseId?: string | null;
  eventId?: string | null;
  /** The entry that this one changes: what the two come to is what counts. */
  reversesId?: number | null;
}

/** A refund or dispute, or its undoing: why an entry does not stand any more, or stands again. */
export interface Reversal {
  campaignId: string;
  /** The entry that it is about: the first of these that there is. */
  of: { kind: EntryKind; source: string }[];
  /** Whether that entry holds, with everything that is known now. */
  standing: boolean;
  cause: {
    kind: 'refund' | 'refund_failed' | 'dispute' | 'dispute_won' | 'gift_redemption';
    source: string;
    /** Signed. */
    money?: Money | null;
    at: Date;
    eventId?: string | null;
  };
}

/** The only writer of ledger rows. Each method takes part in the caller's transaction and may be called again. */
@Injectable()
export class Ledger {
  constructor(private readonly settings: Settings) {}

  /**
   * Writes those that belong to their campaign (inside its interval, of its mode) and are not written yet;
   * returns the ones that were new.
   */
  async record(manager: EntityManager, entries: NewEntry[]): Promise<InsertedEntry[]> {
    return insertEntries(
      manager,
      entries.map((entry) => ({ ...entry, livemode: this.settings.livemode })),
    );
  }

  /** The same for what is told of earlier entries, which holds also outside the campaign's interval. */
  async recordLate(manager: EntityManager, entries: NewEntry[]): Promise<void> {
    const { livemode } = this.settings;
    await insertEntries(
      manager,
      entries.map((entry) => ({ ...entry, livemode })),
      { late: true },
    );
  }

  /**
   * Brings an entry and its reversals together to what `standing` says, and takes down the money that moved. A state, not
   * a step: however often and in whichever order refunds and disputes come, a person is taken back once.
   */
  async reverse(manager: EntityManager, { campaignId, of, standing, cause }: Reversal): Promise<void> {
    const entry = await findEntry(manager, campaignId, of);
    // What was never counted, a payment before the campaign began, say, has nothing to take back.
    if (!entry) return;
    const before = await netDelta(manager, entry);
    const wanted = standing ? entry.delta : 0;
    const { id: reversesId, memberId, purchaseId, livemode } = entry;
    await insertEntries(
      manager,
      [{ ...cause, campaignId, delta: wanted - before, reversesId, memberId, purchaseId, livemode }],
      { late: true },
    );
  }
}

/** Locked, so that two reversals of one entry are decided in a row. */
async function findEntry(
  manager: EntityManager,
  campaignId: string,
  of: Reversal['of'],
): Promise<LedgerEntry | null> {
  const sources = [...new Set(of.map(({ source }) => source))];
  const rows = await manager.find(LedgerEntry, {
    where: { campaignId, source: In(sources) },
    order: { id: 'asc' },
    lock: { mode: 'pessimistic_write' },
  });
  const found = of.map(({ kind, source }) => rows.find((row) => row.kind === kind && row.source === source));
  return found.find((row) => row !== undefined) ?? null;
}

async function netDelta(manager: EntityManager, entry: LedgerEntry): Promise<number> {
  const reversed = await manager.sum(LedgerEntry, 'delta', { reversesId: entry.id });
  return entry.delta + (reversed ?? 0);
}
