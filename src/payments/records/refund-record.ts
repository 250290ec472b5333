import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A refund (`re_…`) as Stripe last showed it; whether it counts is told by its status. */
@Entity({ name: 'refunds' })
@Index('refunds_payment', ['paymentId'])
@Index('refunds_event', ['eventId'])
export class RefundRecord {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  paymentId!: string;

  @Column('bigint')
  amount!: number;

  @Column('text')
  currency!: string;

  /** Stripe's: `pending`, `requires_action`, `succeeded`, `failed`, `canceled`. */
  @Column('text')
  status!: string;

  /** In the words of whoever refunded here; null when it was done at Stripe. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { nullable: true })
  author!: string | null;

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
