import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What a change of the number can come from. */
export type EntryKind =
  | 'membership'
  | 'returning'
  | 'not_returning'
  | 'gift'
  | 'gift_redemption'
  | 'donation'
  | 'refund'
  | 'refund_failed'
  | 'dispute'
  | 'dispute_won'
  | 'matching'
  | 'adjustment';

/** One signed change of a campaign's number: written once, never edited (counting.md, rule 1). */
@Entity({ name: 'ledger_entries' })
@Unique('ledger_entries_once', ['campaignId', 'source', 'kind'])
@Index('ledger_entries_by_time', ['campaignId', 'at', 'id'])
@Index('ledger_entries_reverses', ['reversesId'])
@Index('ledger_entries_purchase', ['purchaseId'])
@Index('ledger_entries_member', ['memberId', 'campaignId', 'kind'])
@Index('ledger_entries_event', ['eventId'])
@Index('ledger_entries_waiting', ['id'], { where: 'counted is null' })
export class LedgerEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('uuid')
  campaignId!: string;

  @Column('text')
  kind!: EntryKind;

  /** The object that it comes from: `member:…`, `gift:…`, `donation:…`, `refund:…`, `dispute:…`, `matching:…`, `adjustment:…`. */
  @Column('text')
  source!: string;

  /** People. */
  @Column('integer')
  delta!: number;

  /** Minor units, signed; with its currency. */
  @Column('bigint', { nullable: true })
  amount!: number | null;

  @Column('text', { nullable: true })
  currency!: string | null;

  /** What it adds to a goal in money, minor units of the goal's currency; null while it waits for a rate. */
  @Column('bigint', { nullable: true })
  counted!: number | null;

  /** Of the rate by which it was converted; null where none was needed. */
  @Column('date', { nullable: true })
  rateDay!: string | null;

  /** When it happened: the time of the payment, not of the webhook. */
  @Column('timestamptz')
  at!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  recordedAt!: Date;

  @Column('boolean')
  livemode!: boolean;

  @Column('uuid', { nullable: true })
  memberId!: string | null;

  @Column('uuid', { nullable: true })
  purchaseId!: string | null;

  @Column('bigint', { nullable: true })
  reversesId!: number | null;

  /** Stripe's event that brought it. */
  @Column('text', { nullable: true })
  eventId!: string | null;

  @Column('text', { nullable: true })
  author!: string | null;

  @Column('text', { nullable: true })
  reason!: string | null;
}

/** What the roll-up must know of a row that was just written. */
export interface InsertedEntry {
  campaignId: string;
  kind: EntryKind;
  source: string;
  delta: number;
  amount: number | null;
  currency: string | null;
  counted: number | null;
}
