import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What a euro cost in a currency on a day. The euro itself has a row for each day that has others. */
@Entity({ name: 'exchange_rates' })
@Check('exchange_rates_currency', `currency ~ '^[a-z]{3}$'`)
@Check('exchange_rates_per_euro', 'per_euro > 0')
export class ExchangeRate {
  /** ISO 4217, lower case. */
  @PrimaryColumn('text')
  currency!: string;

  /** `2026-11-23`, UTC. */
  @PrimaryColumn('date')
  day!: string;

  /** A decimal number as text: rates are never rounded. */
  @Column('numeric', { precision: 18, scale: 8 })
  perEuro!: string;

  /** Of the currency's minor unit, as Stripe counts it. */
  @Column('smallint')
  digits!: number;

  /** Who said so: an address of staff, or where it was published. */
  @Column('text')
  source!: string;
}
