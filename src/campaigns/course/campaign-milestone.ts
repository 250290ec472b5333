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
}
