import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** An address on one list. It counts once it is confirmed: until then it is only what somebody typed. */
@Entity({ name: 'newsletter_subscriptions' })
@Unique('newsletter_subscriptions_once', ['normalisedEmail', 'newsletter', 'livemode'])
@Index('newsletter_subscriptions_unconfirmed', ['askedAt'], { where: 'confirmed_at is null' })
@Index('newsletter_subscriptions_token', ['tokenHash'])
export class NewsletterSubscription {
  @PrimaryColumn('uuid')
  id!: string;

  /** As it was typed. */
  @Column('text')
  email!: string;

  @Column('text')
  normalisedEmail!: string;

  /** The list's key. */
  @Column('text')
  newsletter!: string;

  /** Of the newest confirming e-mail, which may name several lists. */
  @Column('text')
  tokenHash!: string;

  @Column('timestamptz')
  askedAt!: Date;

  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;

  @Column('boolean')
  livemode!: boolean;
}
