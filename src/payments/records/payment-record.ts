import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Purchase } from '../purchase.js';

/** One charge that went through (`pi_…`): the one that bought the thing (`initial`), or a later one of something that recurs. */
@Entity({ name: 'payments' })
@Index('payments_purchase', ['purchaseId'])
@Index('payments_invoice', ['invoiceId'])
@Index('payments_event', ['eventId'])
export class PaymentRecord {
  @PrimaryColumn('text')
  id!: string;

  @Column('uuid')
  @ForeignKey(() => Purchase, { name: 'payments_purchase_id_fkey' })
  purchaseId!: string;

  @Column('text', { nullable: true })
  invoiceId!: string | null;

  @Column('boolean')
  initial!: boolean;

  /** Minor units, in the account's currency. */
  @Column('bigint')
  amount!: number;

  @Column('text')
  currency!: string;

  /** What the payer saw, where Stripe converted. */
  @Column('bigint', { nullable: true })
  presentmentAmount!: number | null;

  @Column('text', { nullable: true })
  presentmentCurrency!: string | null;

  @Column('timestamptz')
  paidAt!: Date;

  /** The end of the span that it paid for, of something that recurs. */
  @Column('timestamptz', { nullable: true })
  periodEnd!: Date | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('text', { nullable: true })
  eventId!: string | null;
}
