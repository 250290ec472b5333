import { normaliseEmail } from '../common/email.js';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** `void`: staff took it back without giving the money back. `pooled`: for whoever asks for one and cannot afford it. */
export type GiftStatus = 'bought' | 'delivered' | 'pooled' | 'redeemed' | 'expired' | 'refunded' | 'void';

export type Redeemable =
  | { redeemable: true }
  | { redeemable: false; reason: 'redeemed' | 'expired' | 'withdrawn' | 'frozen' | 'early' };

/** How long a gift waits for its recipient after its delivery day. */
export const CLAIM_DAYS = 365;

const REFUND_WITHIN_MS = 24 * 3_600_000;

/** A membership bought by a giver for a recipient, for a term in months. */
@Entity({ name: 'gifts' })
@Index('gifts_by_giver', { synchronize: false })
@Index('gifts_by_redeemer', ['redeemerId'])
@Unique('gifts_token', ['tokenHash'])
@Unique('gifts_place', ['purchaseId', 'place'])
@Check(
  'gifts_status',
  `status in ('bought', 'delivered', 'pooled', 'redeemed', 'expired', 'refunded', 'void')`,
)
@Index('gifts_due', ['deliverAt'], { where: `status = 'bought'` })
@Index('gifts_claim', ['claimUntil'], { where: `status in ('bought', 'delivered')` })
@Index('gifts_nudges', ['nextNudgeAt'], { where: `status = 'delivered' and next_nudge_at is not null` })
@Index('gifts_pooled', ['pooledAt'], { where: `status = 'pooled'` })
@Index('gifts_pool_untold', ['purchaseId'], {
  where: `pooled_at is not null and redeemed_at is not null and pool_told_at is null`,
})
@Index('gifts_unerased', ['claimUntil'], { where: `redeemed_at is null and erased_at is null` })
export class Gift {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  purchaseId!: string;

  /** 1 for the first of its purchase. */
  @Column('integer', { default: 1 })
  place!: number;

  @Column('text')
  planId!: string;

  @Column('text')
  tier!: string;

  @Column('integer')
  months!: number;

  @Column('text', { default: 'bought' })
  status!: GiftStatus;

  @Column('text')
  giverName!: string;

  @Column('text')
  giverEmail!: string;

  /** BCP 47: the language that it was bought in; its recipient is written to in it as well. */
  @Column('text', { default: 'en' })
  locale!: string;

  @Column('text', { nullable: true })
  recipientName!: string | null;

  /** Null where the giver hands the link on. */
  @Column('text', { nullable: true })
  recipientEmail!: string | null;

  @Column('text', { nullable: true })
  message!: string | null;

  @Column('timestamptz')
  deliverAt!: Date;

  @Column('timestamptz', { nullable: true })
  deliveredAt!: Date | null;

  @Column('timestamptz')
  claimUntil!: Date;

  /** How many links there were; each voids the one before. */
  @Column('integer', { default: 0 })
  linkVersion!: number;

  /** Of the newest link; null until it is delivered. */
  @Column('text', { nullable: true })
  tokenHash!: string | null;

  @Column('uuid', { nullable: true })
  redeemerId!: string | null;

  @Column('timestamptz', { nullable: true })
  redeemedAt!: Date | null;

  /** The normalised address that was asked to confirm it: until then nobody else can take it but the one it was mailed to. */
  @Column('text', { nullable: true })
  heldFor!: string | null;

  @Column('timestamptz', { nullable: true })
  heldUntil!: Date | null;

  /** Staff chose it for a refund, before Stripe was asked. */
  @Column('timestamptz', { nullable: true })
  chosenForRefundAt!: Date | null;

  /** Its money is in dispute: it waits until that is decided. */
  @Column('timestamptz', { nullable: true })
  frozenAt!: Date | null;

  /** Its e-mail was refused for good, and why in the mail server's words; null again once it is sent elsewhere. */
  @Column('timestamptz', { nullable: true })
  bouncedAt!: Date | null;

  @Column('text', { nullable: true })
  bounceReason!: string | null;

  /** When somebody is reminded of it the next time; null when nobody will be. */
  @Column('timestamptz', { nullable: true })
  nextNudgeAt!: Date | null;

  /** What its redeemer wrote to the giver. */
  @Column('text', { nullable: true })
  thanks!: string | null;

  @Column('timestamptz', { nullable: true })
  thankedAt!: Date | null;

  /** Given to readers who cannot afford one; nobody has a link then. */
  @Column('timestamptz', { nullable: true })
  pooledAt!: Date | null;

  /** Its giver was told that somebody has it. */
  @Column('timestamptz', { nullable: true })
  poolToldAt!: Date | null;

  /** Staff took it back. Also where its money went back later: it stays so, should that be undone. */
  @Column('timestamptz', { nullable: true })
  voidedAt!: Date | null;

  /** The recipient's name and address are gone: it was never claimed. */
  @Column('timestamptz', { nullable: true })
  erasedAt!: Date | null;

  @Column('uuid', { nullable: true })
  campaignId!: string | null;

  @Column('boolean')
  livemode!: boolean;

  @Column('timestamptz')
  boughtAt!: Date;

  /** Whoever holds the link: may it be redeemed now? */
  checkRedeemable(now: Date): Redeemable {
    if (this.status === 'refunded' || this.status === 'void' || this.status === 'pooled')
      return { redeemable: false, reason: 'withdrawn' };
    if (this.status === 'redeemed') return { redeemable: false, reason: 'redeemed' };
    if (this.frozenAt !== null || this.isGoingBack(now)) return { redeemable: false, reason: 'frozen' };
    if (this.status === 'expired' || this.claimUntil <= now) return { redeemable: false, reason: 'expired' };
    if (this.isEarly(now)) return { redeemable: false, reason: 'early' };
    return { redeemable: true };
  }

  /** Handed on before its day: nothing of it is to be seen until then. */
  isEarly(now: Date): boolean {
    return this.deliverAt > now;
  }

  /** Until when it waits for somebody else's answer; null when this address may have it. `email` is normalised. */
  heldAgainst(email: string, now: Date): Date | null {
    if (!this.heldUntil || this.heldUntil <= now || this.heldFor === email) return null;
    return this.isFor(email) ? null : this.heldUntil;
  }

  /** Was it mailed to this address? */
  isFor(email: string): boolean {
    return this.recipientEmail !== null && normaliseEmail(this.recipientEmail) === email;
  }

  /** Its refund was ordered. A day later nothing has come of it: then it can be redeemed after all. */
  isGoingBack(now: Date): boolean {
    const at = this.chosenForRefundAt;
    return at ? now.getTime() - at.getTime() < REFUND_WITHIN_MS : false;
  }

  isDue(now: Date): boolean {
    return this.status === 'bought' && this.frozenAt === null && this.deliverAt <= now;
  }

  /** What it was before its money went back. */
  get statusWithoutRefund(): GiftStatus {
    if (this.redeemedAt) return 'redeemed';
    if (this.voidedAt) return 'void';
    if (this.pooledAt) return 'pooled';
    return this.deliveredAt ? 'delivered' : 'bought';
  }
}

/**
 * Which gifts of one purchase are withdrawn when that much of what was paid for them is back with the giver: one for each
 * whole price of a gift. Those that are withdrawn stay so; then those that staff chose, then
 * those nobody has redeemed go first, the last bought first.
 */
export function withdrawnGifts(gifts: Gift[], paid: number, refunded: number): Set<string> {
  const count = Math.min(gifts.length, Math.floor((refunded * gifts.length) / paid));
  const order = [...gifts].sort((a, b) => rank(a) - rank(b) || b.place - a.place);
  return new Set(order.slice(0, count).map(({ id }) => id));
}

function rank({ status, redeemedAt, chosenForRefundAt }: Gift): number {
  if (status === 'refunded') return 0;
  if (chosenForRefundAt) return 1;
  return redeemedAt ? 3 : 2;
}
