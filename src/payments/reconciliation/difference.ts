import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What Stripe says of an object of ours, and what we say. No personal data. */
@Entity({ name: 'reconciliation_differences' })
export class Difference {
  @PrimaryColumn('uuid')
  runId!: string;

  /** `cs_…`, `sub_…`, `in_…`, `re_…`, `dp_…` */
  @PrimaryColumn('text')
  objectId!: string;

  @Column('uuid', { nullable: true })
  purchaseId!: string | null;

  @Column('text')
  stripe!: string;

  @Column('text')
  ours!: string;

  /** The event in the inbox that puts it right; null where it was only looked at. */
  @Column('text', { nullable: true })
  eventId!: string | null;
}
