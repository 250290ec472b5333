import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Money } from '../common/money.js';

export type PurchaseStatus = 'open' | 'processing' | 'paid' | 'failed' | 'expired' | 'refunded' | 'disputed';
export type Interval = 'once' | 'month' | 'year';

/** Where a reader came from, as their link said: short texts that stay with us and never reach Stripe. */
export const attributionKeys = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  // Who shared the link: their code.
  'ref',
  // The article, and what its banner was and said.
  'page',
  'placement',
  'variant',
  'experiment',
  // The address before ours, without its query.
  'referrer',
] as const;

export type AttributionKey = (typeof attributionKeys)[number];
export type Attribution = Partial<Record<AttributionKey, string>>;

export const LONGEST_ATTRIBUTION = 200;

/** One attempt to pay for a membership, gift or donation; written before Stripe hears of it. */
@Entity({ name: 'purchases' })
@Index('purchases_by_email', { synchronize: false })
@Index('purchases_ref', { synchronize: false })
@Index('purchases_experiment', { synchronize: false })
@Unique('purchases_session', ['sessionId'])
@Unique('purchases_subscription', ['subscriptionId'])
@Index('purchases_member', ['memberId'])
@Index('purchases_paid', ['paidAt'])
@Index('purchases_customer', ['customerId'])
@Index('purchases_flagged', ['createdAt'], { where: 'flag is not null' })
@Check(
  'purchases_status',
  "status in ('open', 'processing', 'paid', 'failed', 'expired', 'refunded', 'disputed')",
)
@Check('purchases_amount', 'amount >= 0')
@Check('purchases_submit_type', "submit_type in ('pay', 'donate')")
@Check('purchases_interval', "interval in ('once', 'month', 'year')")
export class Purchase {
  @PrimaryColumn('uuid')
  id!: string;

  /** Which feature it is for; that feature registered a handler under this name. */
  @Column('text')
  purpose!: string;

  @Column('text', { default: 'open' })
  status!: PurchaseStatus;

  /** Minor units, for all of `quantity` together. */
  @Column('bigint')
  amount!: number;

  @Column('text')
  currency!: string;

  @Column('text')
  interval!: Interval;

  @Column('integer', { default: 1 })
  quantity!: number;

  /** Free days before the first charge, of what recurs. */
  @Column('integer', { default: 0 })
  trialDays!: number;

  /** Before then nothing is charged, of what recurs and follows time that was given; null for what is charged at once. */
  @Column('timestamptz', { nullable: true })
  firstChargeAt!: Date | null;

  /** What staff and Stripe call it. */
  @Column('text')
  description!: string;

  /** What its buyer calls it, where that is not English. */
  @Column('text', { nullable: true })
  title!: string | null;

  /** Which of our things it is, the same for all its buyers (`plan-supporter-month`): becomes Stripe's product id. */
  @Column('text')
  productKey!: string;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { default: 'en' })
  locale!: string;

  /** The feature's own words on what is bought; only that feature reads them. */
  @Column('jsonb', { default: {} })
  details!: Record<string, unknown>;

  @Column('jsonb', { default: {} })
  attribution!: Attribution;

  @Column('uuid', { nullable: true })
  campaignId!: string | null;

  @Column('uuid', { nullable: true })
  memberId!: string | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('text', { nullable: true })
  sessionId!: string | null;

  @Column('text', { nullable: true })
  sessionUrl!: string | null;

  /** Counts up when Stripe must be asked for a page under a new idempotency key; there is never a second open one. */
  @Column('integer', { default: 1 })
  pageNumber!: number;

  /** Where Stripe's page leads back to without a payment. */
  @Column('text', { default: '/' })
  cancelPath!: string;

  /** What the button on Stripe's page says. */
  @Column('text', { default: 'pay' })
  submitType!: 'pay' | 'donate';

  @Column('text', { nullable: true })
  customerId!: string | null;

  @Column('text', { nullable: true })
  subscriptionId!: string | null;

  /** What staff should look at, e.g. `second_membership`. */
  @Column('text', { nullable: true })
  flag!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  /** When Stripe's page closes. */
  @Column('timestamptz')
  expiresAt!: Date;

  /** When the page was completed and what was bought began. */
  @Column('timestamptz', { nullable: true })
  paidAt!: Date | null;

  /** When the first money came in; null while it is free, by a trial or a coupon. */
  @Column('timestamptz', { nullable: true })
  chargedAt!: Date | null;

  /** When something fetched from Stripe was last applied to it; what was fetched before that is stale. */
  @Column('timestamptz', { nullable: true })
  stateAppliedAt!: Date | null;

  get price(): Money {
    return { amount: this.amount, currency: this.currency };
  }
}
