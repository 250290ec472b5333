import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Somebody who would like a membership and cannot afford one. They prove their address, and nothing else. */
@Entity({ name: 'pool_requests' })
@Unique('pool_requests_token', ['tokenHash'])
@Unique('pool_requests_gift', ['giftId'])
@Index('pool_requests_waiting', ['confirmedAt'], {
  where: `confirmed_at is not null and served_at is null`,
})
@Index('pool_requests_by_email', ['normalisedEmail'])
@Index('pool_requests_asked', ['askedAt'])
export class PoolRequest {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  email!: string;

  @Column('text')
  normalisedEmail!: string;

  @Column('text')
  name!: string;

  /** BCP 47: the language that they asked in. */
  @Column('text', { default: 'en' })
  locale!: string;

  /** Of the link that they confirm and withdraw it by. */
  @Column('text')
  tokenHash!: string;

  @Column('timestamptz')
  askedAt!: Date;

  /** From then on they are in line. */
  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  servedAt!: Date | null;

  @Column('uuid', { nullable: true })
  giftId!: string | null;

  @Column('boolean')
  livemode!: boolean;
}
