import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The ledger rolled up by kind and currency: what the number is read from. It can be rebuilt from the rows at any time. */
@Entity({ name: 'campaign_tallies' })
export class CampaignTally {
  @PrimaryColumn('uuid')
  campaignId!: string;

  @PrimaryColumn('text')
  kind!: string;

  /** Empty where no money is involved. */
  @PrimaryColumn('text', { default: '' })
  currency!: string;

  @Column('bigint', { default: 0 })
  entries!: number;

  @Column('bigint', { default: 0 })
  delta!: number;

  @Column('bigint', { default: 0 })
  amount!: number;

  /** Of a goal in money: what they add to it, in minor units of its currency. */
  @Column('bigint', { default: 0 })
  counted!: number;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date;
}
