import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of the goal that a campaign has reached; it stays reached when a refund comes after it. */
@Entity({ name: 'campaign_milestones' })
export class CampaignMilestone {
  @PrimaryColumn('uuid')
  campaignId!: string;

  @PrimaryColumn('integer')
  percent!: number;

  @Column('timestamptz')
  reachedAt!: Date;

  /** The ledger's last row then: who was counted up to it is written to. Null where staff alone are told. */
  @Column('bigint', { nullable: true })
  tellThrough!: number | null;

  /** The row up to which that is done. */
  @Column('bigint', { nullable: true })
  toldTo!: number | null;

  /** When everybody's e-mail was queued. */
  @Column('timestamptz', { nullable: true })
  toldAt!: Date | null;
}
