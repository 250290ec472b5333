import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SubscriptionState } from '../payments/outcome.js';

/** `paid` for one that was given once; `refunded` when all of it went back; else as its subscription stands at Stripe. */
export type DonationStatus = 'paid' | 'refunded' | SubscriptionState['status'];

/** Money without membership, once or recurring. */
@Entity({ name: 'donations' })
@Index('donations_member', ['memberId'])
@Index('donations_by_email', { synchronize: false })
@Unique('donations_purchase', ['purchaseId'])
@Unique('donations_subscription', ['subscriptionId'])
@Check('donations_interval', `"interval" in ('once', 'month', 'year')`)
@Index('donations_time', ['donatedAt'])
export class Donation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  purchaseId!: string;

  /** Who gave, where that is somebody we know already. */
  @Column('uuid', { nullable: true })
  memberId!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { nullable: true })
  name!: string | null;

  /** Minor units, each time. */
  @Column('bigint')
  amount!: number;

  @Column('text')
  currency!: string;

  @Column('text')
  interval!: 'once' | 'month' | 'year';

  @Column('text', { nullable: true })
  dedication!: string | null;

  @Column('text')
  status!: DonationStatus;

  @Column('text', { nullable: true })
  subscriptionId!: string | null;

  @Column('timestamptz', { nullable: true })
  paidUntil!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('uuid', { nullable: true })
  campaignId!: string | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('timestamptz')
  donatedAt!: Date;
}
