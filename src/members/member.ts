import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A person with an e-mail; may have had several memberships. One person, one normalised address. */
@Entity({ name: 'members' })
@Unique('members_email', ['normalisedEmail', 'livemode'])
export class Member {
  @PrimaryColumn('uuid')
  id!: string;

  /** As it was typed. */
  @Column('text')
  email!: string;

  @Column('text')
  normalisedEmail!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { default: 'en' })
  locale!: string;

  @Column('text', { nullable: true })
  customerId!: string | null;

  /** Null for who has never had a paid membership: such a person counts as new (counting.md, rule 3). */
  @Column('timestamptz', { nullable: true })
  firstPaidAt!: Date | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('timestamptz')
  createdAt!: Date;
}
