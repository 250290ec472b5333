import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '../common/languages.js';
import { type Money, money } from '../common/money.js';

export type Blurbs = Partial<Record<Language, string>>;

/** What a recurring membership costs: tier × interval × currency. */
@Entity({ name: 'plans' })
@Check('plans_interval', `"interval" in ('month', 'year')`)
@Check('plans_amount', 'amount > 0')
@Check('plans_trial', 'trial_days between 0 and 730')
export class Plan {
  /** Readable, and settled for good: `supporter-month`. */
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  tier!: string;

  /** The tier's name for readers. */
  @Column('text')
  name!: string;

  @Column('text')
  blurb!: string;

  /** The same in other languages. */
  @Column('jsonb', { default: {} })
  blurbs!: Blurbs;

  @Column('text')
  interval!: 'month' | 'year';

  @Column('bigint')
  amount!: number;

  @Column('text')
  currency!: string;

  /** Free days before the first charge; Stripe asks for a card all the same. */
  @Column('integer', { default: 0 })
  trialDays!: number;

  @Column('integer', { default: 0 })
  position!: number;

  @Column('boolean', { default: true })
  active!: boolean;

  /** What it is called among the things that are sold. */
  get productKey(): string {
    return `plan-${this.id}`;
  }

  get price(): Money {
    return money(this.amount, this.currency);
  }
}
