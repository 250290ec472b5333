import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody wants no news of campaigns. Their address is not kept: the hash tells it when it comes up. */
@Entity({ name: 'campaign_news_refusals' })
export class CampaignNewsRefusal {
  /** SHA-256 of the normalised address, hex. */
  @PrimaryColumn('text')
  emailHash!: string;

  @Column('timestamptz')
  refusedAt!: Date;
}
