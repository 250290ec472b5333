import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Whose door it opens. */
export type Audience = 'staff' | 'reader';

/** A link that was sent to an address; whoever holds its token holds that mailbox. */
@Entity({ name: 'sign_in_links' })
@Index('sign_in_links_email', ['email', 'createdAt'])
@Check('sign_in_links_audience', "audience in ('staff', 'reader')")
export class SignInLink {
  @PrimaryColumn('text')
  tokenHash!: string;

  /** Normalised. */
  @Column('text')
  email!: string;

  @Column('text')
  audience!: Audience;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  usedAt!: Date | null;
}
