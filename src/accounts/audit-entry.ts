import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One thing that staff did, written in the transaction that did it and never changed. */
@Entity({ name: 'audit_entries' })
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  /** A staff member's e-mail, or `api token`. */
  @Column('text')
  actor!: string;

  /** `purchase.refund`, `campaign.adjust`, `inbox.replay`, … */
  @Column('text')
  action!: string;

  /** What it was done to: `purchase:0190…`. */
  @Column('text')
  subject!: string;

  @Column('jsonb', { default: {} })
  details!: object;
}
