import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Audience } from './sign-in-link.js';

/** A browser that proved to hold a mailbox. Whose member that is, members know; which role it has, staff's table says. */
@Entity({ name: 'sessions' })
@Index('sessions_expiry', ['expiresAt'])
@Check('sessions_audience', "audience in ('staff', 'reader')")
export class Session {
  @PrimaryColumn('text')
  tokenHash!: string;

  @Column('text')
  audience!: Audience;

  /** Normalised. */
  @Column('text')
  email!: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;
}
