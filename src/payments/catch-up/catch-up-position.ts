import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far Stripe's list of events was read, for each part in which they are listed. */
@Entity({ name: 'catch_up_positions' })
export class CatchUpPosition {
  /** As the gateway names the parts: `pages`, `billing`, `reversals`. */
  @PrimaryColumn('text')
  part!: string;

  @PrimaryColumn('boolean')
  livemode!: boolean;

  /** All events up to here were seen, by Stripe's time stamps. */
  @Column('timestamptz')
  seenUntil!: Date;

  /** `evt_…` after which an unfinished reading goes on; null when everything was read. */
  @Column('text', { nullable: true })
  cursor!: string | null;
}
