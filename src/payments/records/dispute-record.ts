import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A dispute (`dp_…`, `du_…`) as Stripe last showed it. It counts while the funds are withdrawn. */
@Entity({ name: 'disputes' })
@Index('disputes_payment', ['paymentId'])
@Index('disputes_event', ['eventId'])
export class DisputeRecord {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  paymentId!: string;

  @Column('bigint')
  amount!: number;

  @Column('text')
  currency!: string;

  @Column('text')
  status!: string;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('boolean', { default: false })
  fundsWithdrawn!: boolean;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('boolean')
  livemode!: boolean;

  @Column('text', { nullable: true })
  eventId!: string | null;

  /** How often it has begun or ceased to count, which is told each time; odd while it counts. */
  @Column('integer', { default: 0 })
  turns!: number;
}
