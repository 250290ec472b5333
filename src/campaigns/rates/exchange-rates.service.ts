import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import type { Actor } from '../../accounts/actor.js';
import { AuditLog } from '../../accounts/audit-log.js';
import { Clock } from '../../common/clock.js';
import { type FieldErrors, InvalidInput } from '../../common/errors.js';
import { minorUnitDigits } from '../../common/money.js';
import { LedgerEntry } from '../ledger-entry.js';
import { countWaiting } from './count-waiting.js';
import { ExchangeRate } from './exchange-rate.js';

const known = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));
const RATE = /^\d{1,9}(\.\d{1,8})?$/;
/** No currency costs less of a euro or more; a slip of the pen must not make money that no column holds. */
const LEAST = 0.01;
const MOST = 100_000_000;
/** The euro's first. */
const FIRST_DAY = '1999-01-01';

/** The rates that money in other currencies is counted by, towards a goal in one of them. */
@Injectable()
export class ExchangeRates {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** The newest of each currency. */
  latest(): Promise<ExchangeRate[]> {
    return this.dataSource
      .createQueryBuilder(ExchangeRate, 'r')
      .distinctOn(['r.currency'])
      .where(`r.currency <> 'eur'`)
      .orderBy('r.currency')
      .addOrderBy('r.day', 'DESC')
      .getMany();
  }

  /** How many ledger rows have no rate yet. */
  waiting(): Promise<number> {
    return this.dataSource.manager.countBy(LedgerEntry, { counted: IsNull() });
  }

  /**
   * Stores what a euro cost on a day, and counts what waited for it. What was converted already keeps its rate.
   * `rates` are decimal numbers as text, by currency. @throws InvalidInput at `day` or `rates.<currency>`
   */
  async put(day: string, rates: Record<string, string>, actor: Pick<Actor, 'name'>): Promise<void> {
    refuse({ ...this.dayFaults(day), ...rateFaults(rates) });
    const rows = Object.entries({ eur: '1', ...rates }).map(([currency, perEuro]) => ({
      currency,
      day,
      perEuro,
      digits: minorUnitDigits(currency),
      source: actor.name,
    }));
    await this.dataSource.transaction(async (manager) => {
      await manager.upsert(ExchangeRate, rows, ['currency', 'day']);
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'rates.put',
        subject: `rates:${day}`,
        details: rates,
      });
    });
    await this.countAllWaiting();
  }

  /** In steps, each of them a transaction. */
  private async countAllWaiting(): Promise<void> {
    let after: number | null = 0;
    while (after !== null) {
      const from: number = after;
      after = await this.dataSource.transaction((manager: EntityManager) => countWaiting(manager, from));
    }
  }

  private dayFaults(day: string): FieldErrors {
    const instant = new Date(`${day}T00:00:00Z`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || instant.toJSON()?.slice(0, 10) !== day)
      return { day: 'Please give a day, such as 2026-11-23.' };
    if (day < FIRST_DAY) return { day: 'There was no euro yet.' };
    return instant > this.clock.now() ? { day: 'That day has not come yet.' } : {};
  }
}

function rateFaults(rates: Record<string, string>): FieldErrors {
  const faults: FieldErrors = {};
  if (Object.keys(rates).length === 0) faults.rates = 'Please give at least one rate.';
  for (const [currency, rate] of Object.entries(rates)) {
    if (!known.has(currency) || currency === 'eur')
      faults[`rates.${currency}`] = 'Please give a currency in three letters, such as usd.';
    else if (typeof rate !== 'string' || !RATE.test(rate) || Number(rate) < LEAST || Number(rate) > MOST)
      faults[`rates.${currency}`] = 'Please give what one euro costs, such as 1.0812.';
  }
  return faults;
}

function refuse(faults: FieldErrors): void {
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults);
}
