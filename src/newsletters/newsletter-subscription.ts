import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** An address on one list. It counts once it is confirmed and until it has left: before, it is only what somebody typed. */
@Entity({ name: 'newsletter_subscriptions' })
@Unique('newsletter_subscriptions_once', ['normalisedEmail', 'newsletter', 'livemode'])
@Index('newsletter_subscriptions_confirmed', ['newsletter', 'livemode', 'id'], {
  where: 'confirmed_at is not null and left_at is null',
})
@Index('newsletter_subscriptions_waiting', ['newsletter', 'livemode', 'askedAt'], {
  where: 'confirmed_at is null and left_at is null',
})
@Index('newsletter_subscriptions_left', ['leftAt'], { where: 'left_at is not null' })
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

  /** The last time. */
  @Column('timestamptz')
  askedAt!: Date;

  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;

  /** Kept for a while, so that leaving can be undone. */
  @Column('timestamptz', { nullable: true })
  leftAt!: Date | null;

  @Column('boolean')
  livemode!: boolean;
}
