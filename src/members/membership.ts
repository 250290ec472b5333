import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** As the subscription behind it stands at Stripe; what has no subscription is `active` until it ends. */
export type MembershipStatus =
  'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled';

/** A span of time in which a member supports; comes from a plan, a gift, staff (complimentary) or an import. */
@Entity({ name: 'memberships' })
@Check('memberships_source', `source in ('plan', 'gift', 'complimentary', 'import')`)
@Check('memberships_span', 'starts_at <= ends_at')
@Unique('memberships_gift', ['giftId'])
@Unique('memberships_purchase', ['purchaseId'])
@Unique('memberships_subscription', ['subscriptionId'])
@Index('memberships_member', ['memberId'])
@Index('memberships_running', ['endsAt'])
@Index('memberships_charges', ['memberId'], {
  where: `charge_to is not null and (charge_moved_at is null or charge_back_to is not null and charge_back_at is null)`,
})
@Index('memberships_given', ['endsAt'], { where: `source = 'gift' and ended_at is null` })
export class Membership {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  memberId!: string;

  @Column('text')
  source!: 'plan' | 'gift' | 'complimentary' | 'import';

  @Column('text')
  tier!: string;

  @Column('text', { nullable: true })
  planId!: string | null;

  @Column('uuid', { nullable: true })
  giftId!: string | null;

  @Column('uuid', { nullable: true })
  purchaseId!: string | null;

  @Column('text', { nullable: true })
  subscriptionId!: string | null;

  @Column('text')
  status!: MembershipStatus;

  @Column('timestamptz')
  startsAt!: Date;

  /** The end of what is paid for or given. */
  @Column('timestamptz')
  endsAt!: Date;

  /** While a charge fails, access goes on until then; null when none does. */
  @Column('timestamptz', { nullable: true })
  graceUntil!: Date | null;

  /** Its money is in dispute: no access until that is decided. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;

  /** What is charged for each `interval` now, in minor units; null for what is not charged. */
  @Column('bigint', { nullable: true })
  amount!: number | null;

  @Column('text', { nullable: true })
  currency!: string | null;

  /** When it will end although it would renew. */
  @Column('timestamptz', { nullable: true })
  cancelAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  cancelledAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  /** When its member was last told that it will end. */
  @Column('timestamptz', { nullable: true })
  remindedAt!: Date | null;

  /** Of a gift to somebody who pays: the membership by plan whose next charge it moves, and to when. Null where nothing is. */
  @Column('uuid', { nullable: true })
  chargeOf!: string | null;

  @Column('timestamptz', { nullable: true })
  chargeTo!: Date | null;

  /** When Stripe said that it was moved. */
  @Column('timestamptz', { nullable: true })
  chargeMovedAt!: Date | null;

  /** The gift was taken back, and the next charge with it; and when Stripe was told. */
  @Column('timestamptz', { nullable: true })
  chargeBackTo!: Date | null;

  @Column('timestamptz', { nullable: true })
  chargeBackAt!: Date | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('timestamptz')
  createdAt!: Date;
}
