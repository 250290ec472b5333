import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../config/settings.js';
import type { Experiment } from './experiment.js';
import { type ExperimentResults, resultsOf, type VariantCounts } from './results.js';

export interface CurrencyResults extends ExperimentResults {
  /** Of `value`: the one in which most was paid; null before the first purchase. */
  currency: string | null;
  /** Paid in others, which `purchases` counts and `value` leaves out. */
  otherCurrencies: number;
}

interface PurchaseRow {
  variant: string;
  currency: string;
  purchases: number;
  value: number;
  squares: number;
}

type SeenRow = { variant: string } & Pick<VariantCounts, 'readers' | 'views' | 'presses'>;

@Injectable()
export class ExperimentResultsOf {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  /** What was bought through its banners while it ran, and is not refunded or disputed; first payments alone. */
  async of(experiment: Experiment): Promise<CurrencyResults> {
    const [seen, bought] = await Promise.all([this.seen(experiment), this.bought(experiment)]);
    const currency = mostPaid(bought);
    const countsOf = (key: string): VariantCounts => {
      const { readers = 0, views = 0, presses = 0 } = seen.find(({ variant }) => variant === key) ?? {};
      const rows = bought.filter(({ variant }) => variant === key);
      const { value = 0, squares = 0 } = rows.find((row) => row.currency === currency) ?? {};
      const purchases = rows.reduce((sum, row) => sum + row.purchases, 0);
      return { readers, views, presses, purchases, value, squares };
    };
    const keys = experiment.variants.map(({ key }) => key);
    const otherCurrencies = bought
      .filter((row) => row.currency !== currency && keys.includes(row.variant))
      .reduce((sum, row) => sum + row.purchases, 0);
    return {
      ...resultsOf(experiment.variants, countsOf, experiment.readersWanted),
      currency,
      otherCurrencies,
    };
  }

  private seen({ key }: Experiment): Promise<SeenRow[]> {
    return this.dataSource.query(
      `select variant, sum(readers)::bigint readers, sum(views)::bigint views, sum(presses)::bigint presses
       from experiment_counts where experiment = $1 group by 1`,
      [key],
    );
  }

  private bought({ key, startedAt, endedAt }: Experiment): Promise<PurchaseRow[]> {
    return this.dataSource.query(
      `select attribution->>'variant' variant, currency, count(*) purchases, sum(amount)::bigint value,
         sum(amount::float8 * amount) squares
       from purchases
       where attribution->>'experiment' = $1 and status = 'paid' and livemode = $2
         and created_at >= $3 and created_at < coalesce($4, 'infinity'::timestamptz)
       group by 1, 2`,
      [key, this.settings.livemode, startedAt, endedAt],
    );
  }
}

function mostPaid(rows: PurchaseRow[]): string | null {
  const sums = new Map<string, number>();
  for (const { currency, value } of rows) sums.set(currency, (sums.get(currency) ?? 0) + value);
  const [most] = [...sums.entries()].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}
