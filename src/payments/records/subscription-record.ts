import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A subscription (`sub_…`) of ours as Stripe last showed it; what was bought with it follows it. */
@Entity({ name: 'subscriptions' })
@Index('subscriptions_purchase', ['purchaseId'])
export class SubscriptionRecord {
  @PrimaryColumn('text')
  id!: string;

  @Column('uuid')
  purchaseId!: string;

  @Column('text')
  status!: string;

  /** The end of its items' current period, whether that is paid or not. */
  @Column('timestamptz')
  periodEnd!: Date;

  @Column('timestamptz', { nullable: true })
  cancelAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('boolean')
  collectionPaused!: boolean;

  /** What is charged for each period, in minor units; null where it is no plain amount. */
  @Column('bigint', { nullable: true })
  amount!: number | null;
}
