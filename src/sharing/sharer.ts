import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Somebody who shares links, and the code that stands in them. Nobody can tell from the code who it is. */
@Entity({ name: 'sharers' })
@Unique('sharers_email', ['normalisedEmail', 'livemode'])
export class Sharer {
  @PrimaryColumn('text')
  code!: string;

  @Column('text')
  normalisedEmail!: string;

  /** The name under which they agreed to be listed; null for who did not. */
  @Column('text', { nullable: true })
  listedAs!: string | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('timestamptz')
  createdAt!: Date;
}
