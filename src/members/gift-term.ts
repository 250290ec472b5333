import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type Money, money } from '../common/money.js';

/** For how many months a plan's tier can be given, and what that costs once. */
@Entity({ name: 'gift_terms' })
@Check('gift_terms_months', 'months between 1 and 60')
@Check('gift_terms_amount', 'amount > 0')
export class GiftTerm {
  @PrimaryColumn('text')
  planId!: string;

  @PrimaryColumn('integer')
  months!: number;

  @Column('bigint')
  amount!: number;

  @Column('text')
  currency!: string;

  @Column('boolean', { default: true })
  active!: boolean;

  get price(): Money {
    return money(this.amount, this.currency);
  }
}
