import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { addDays } from '../common/dates.js';
import type { Matching } from './matching.js';
import type { CampaignCopy } from './campaign-copy.js';
import type { Claim } from './claim.js';

export type CampaignStatus = 'draft' | 'announced' | 'running' | 'met' | 'ended';

/** Late events still count for so long after the end: live webhooks are retried for up to three days (counting.md, rule 10). */
export const DAYS_UNTIL_FROZEN = 4;

/** A goal with a beginning, an end and a page. Its interval is half-open, its instants UTC. */
@Entity({ name: 'campaigns' })
@Unique('campaigns_slug', ['slug'])
@Check('campaigns_goal_kind', `goal_kind in ('members', 'money')`)
@Check('campaigns_goal_target', 'goal_target > 0')
@Check('campaigns_count_gifts_at', `count_gifts_at in ('purchase', 'redemption')`)
@Check('campaigns_interval', 'starts_at < ends_at')
export class Campaign {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  slug!: string;

  @Column('text')
  title!: string;

  @Column('text')
  headline!: string;

  /** Paragraphs, with an empty line between them. */
  @Column('text')
  story!: string;

  /** Other words for a state or a language. */
  @Column('jsonb', { default: {} })
  copy!: CampaignCopy;

  @Column('boolean', { default: false })
  published!: boolean;

  @Column('text')
  goalKind!: 'members' | 'money';

  /** People, or minor units of `goalCurrency`. */
  @Column('bigint')
  goalTarget!: number;

  @Column('text', { nullable: true })
  goalCurrency!: string | null;

  /** Declared beforehand, in what the goal is measured in, each larger than the one before. */
  @Column('jsonb', { default: [] })
  nextGoals!: number[];

  @Column('jsonb', { nullable: true })
  matching!: Matching | null;

  /** Parts of the goal, in per cent, of which staff are told when they are reached. */
  @Column('jsonb', { default: [25, 50, 75, 90, 100] })
  milestones!: number[];

  /** Those of them of which everybody who was counted is told too. */
  @Column('jsonb', { default: [] })
  tellMembersAt!: number[];

  @Column('bigint', { default: 0 })
  baseline!: number;

  @Column('timestamptz')
  startsAt!: Date;

  @Column('timestamptz')
  endsAt!: Date;

  @Column('text')
  timeZone!: string;

  @Column('boolean')
  livemode!: boolean;

  /** Whether people who were members before move the number. */
  @Column('boolean', { default: false })
  countReturning!: boolean;

  @Column('text', { default: 'purchase' })
  countGiftsAt!: 'purchase' | 'redemption';

  /** Whether a gift that a paying member redeems is taken back from the number. */
  @Column('boolean', { default: false })
  uncountGiftsToMembers!: boolean;

  @Column('jsonb', { default: [] })
  claims!: Claim[];

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date;

  isRunning(now: Date): boolean {
    return this.published && this.contains(now);
  }

  /** Whether a payment made at that instant belongs to it, whenever its webhook comes. */
  contains(instant: Date): boolean {
    return this.startsAt <= instant && instant < this.endsAt;
  }

  isFrozen(now: Date): boolean {
    return now >= addDays(this.endsAt, DAYS_UNTIL_FROZEN);
  }

  status(now: Date, count: number): CampaignStatus {
    if (!this.published) return 'draft';
    if (now < this.startsAt) return 'announced';
    if (now >= this.endsAt) return 'ended';
    return count >= this.goalTarget ? 'met' : 'running';
  }

  /** Never rounded up, and 100 only at the goal or beyond it (rules 11 and 12). */
  percent(count: number): number {
    return Math.min(100, Math.max(0, Math.floor((count * 100) / this.goalTarget)));
  }

  remaining(count: number): number {
    return Math.max(0, this.goalTarget - count);
  }
}
