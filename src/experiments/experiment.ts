import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../common/languages.js';

/** A draft can be changed; once readers have seen it, it can only be stopped, or decided for one of its variants. */
export type ExperimentStatus = 'draft' | 'running' | 'stopped' | 'decided';

/** What a banner says instead of its usual words. Plain text. */
export interface BannerWords {
  headline?: string;
  join?: string;
  gift?: string;
}

export interface Variant {
  key: string;
  /** For staff. */
  name: string;
  /** Its share of the readers is this beside the sum of all; 1 to 100. */
  weight: number;
  copy: Partial<Record<Language, BannerWords>>;
  /** Offered instead of the usual donations, in minor units of the experiment's currency, rising; empty for the usual ones. */
  amounts: number[];
}

/** Which words and amounts bring more: each reader's browser is dealt one variant and keeps to it. */
@Entity({ name: 'experiments' })
@Check('experiments_key', `key ~ '^[a-z0-9-]{1,40}$'`)
@Check('experiments_status', `status in ('draft', 'running', 'stopped', 'decided')`)
@Check('experiments_winner', `(status = 'decided') = (winner is not null)`)
export class Experiment {
  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  name!: string;

  @Column('uuid')
  campaignId!: string;

  /** The placements whose banners take part. */
  @Column('text', { array: true })
  placements!: string[];

  /** So many readers of each variant were agreed on beforehand; with fewer nothing is said of it. */
  @Column('integer')
  readersWanted!: number;

  /** Of the variants' amounts: the one in which the newsroom asks for donations. */
  @Column('text')
  currency!: string;

  /** Two to four; the others are compared with the first. */
  @Column('jsonb')
  variants!: Variant[];

  @Column('text', { default: 'draft' })
  status!: ExperimentStatus;

  @Column('text', { nullable: true })
  winner!: string | null;

  @Column('timestamptz', { nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt!: Date;
}
