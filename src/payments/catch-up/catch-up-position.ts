import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far Stripe's list of events was read, for each kind of object that events are about. */
@Entity({ name: 'catch_up_positions' })
export class CatchUpPosition {
  /** As the gateway names the kinds: `session`, `subscription`, … */
  @PrimaryColumn('text')
  kind!: string;

  @PrimaryColumn('boolean')
  livemode!: boolean;

  /** All events up to here were seen, by Stripe's time stamps. */
  @Column('timestamptz')
  seenUntil!: Date;

  /** `evt_…` after which an unfinished reading goes on; null when everything was read. */
  @Column('text', { nullable: true })
  cursor!: string | null;
}
