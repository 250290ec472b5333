import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One comparison of Stripe's objects with ours, and how far it has come. */
@Entity({ name: 'reconciliations' })
@Index('reconciliations_newest', ['startedAt'])
export class ReconciliationRun {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('boolean')
  livemode!: boolean;

  /** Objects made at Stripe from then on are compared. */
  @Column('timestamptz')
  since!: Date;

  /** Differences are put right. */
  @Column('boolean')
  fix!: boolean;

  /** The kind of object that is being compared; null once all are. */
  @Column('text', { nullable: true })
  part!: string | null;

  /** The last object of the page that was compared last. */
  @Column('text', { nullable: true })
  cursor!: string | null;

  /** Objects that were compared; those among them that are not ours. */
  @Column('integer', { default: 0 })
  compared!: number;

  @Column('integer', { default: 0 })
  foreign!: number;

  @Column('timestamptz')
  startedAt!: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}
