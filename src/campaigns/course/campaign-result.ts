import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProgressBody } from '../progress-body.js';

/** Where a campaign stood when it was frozen, four days after its end. Written once, never changed (counting.md, rule 10). */
@Entity({ name: 'campaign_results' })
export class CampaignResult {
  @PrimaryColumn('uuid')
  campaignId!: string;

  @Column('timestamptz')
  frozenAt!: Date;

  @Column('jsonb')
  progress!: ProgressBody['progress'];

  /** Rows of the ledger then, and the SHA-256 over them: whoever reads it later can prove that it was these. */
  @Column('bigint')
  entries!: number;

  @Column('text')
  digest!: string;
}
