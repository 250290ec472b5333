import type { DataSource } from 'typeorm';
import { SystemClock } from '../common/clock.js';
import type { Settings } from '../config/settings.js';
import { adoptionFor } from '../members/adopt-members.js';
import { Adoptions } from '../payments/adoptions.js';
import { PaymentsUnavailable } from '../payments/payments-unavailable.js';
import { Reconciliation, type Report } from '../payments/reconciliation/reconciliation.service.js';
import { ObjectPages } from '../payments/stripe/object-pages.js';
import { StripeApi } from '../payments/stripe/stripe-api.js';
import { StripeReader } from '../payments/stripe/stripe-reader.js';
import { dateOf, type Options } from './options.js';
import { UsageError } from './usage-error.js';

const ALL = new Date('2011-01-01T00:00:00Z');

/** 0 when Stripe and we agree, or what differed is being put right; 1 when something differs. */
export async function reconcile(
  dataSource: DataSource,
  _args: string[],
  settings: Settings,
  { since: from, fix }: Options,
): Promise<number> {
  if (!settings.STRIPE_SECRET_KEY) throw new UsageError('STRIPE_SECRET_KEY is not set.');
  const since = from === undefined ? ALL : dateOf(from);
  try {
    const report = await reconciliationOf(dataSource, settings).run({ since, fix });
    print(report);
    return report.differences.length === 0 || fix ? 0 : 1;
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    throw new UsageError(
      'Stripe is away or slow. What was compared is kept: the same command goes on from there.',
    );
  }
}

function reconciliationOf(dataSource: DataSource, settings: Settings): Reconciliation {
  const api = new StripeApi(settings);
  const adoptions = new Adoptions();
  adoptions.register((stripeIds) => adoptionFor(dataSource, stripeIds));
  const reader = new StripeReader(api);
  return new Reconciliation(dataSource, new ObjectPages(api), reader, adoptions, settings, new SystemClock());
}

function print({ run, differences }: Report): void {
  const scope = `${run.compared} objects at Stripe since ${run.since.toISOString().slice(0, 10)}, ${run.foreign} of them not ours`;
  if (differences.length === 0) {
    console.log(`No differences. ${scope}.`);
    return;
  }
  for (const { objectId, purchaseId, stripe, ours } of differences)
    console.log(
      `${objectId}  purchase ${purchaseId ?? '(none yet)'}\n  Stripe: ${stripe}\n  here:   ${ours}`,
    );
  console.log(`${differences.length} differences. ${scope}.`);
  console.log(
    run.fix
      ? 'Each was put into the inbox; the running service handles it. Run this again to see that nothing is left.'
      : 'Run npm run cli -- reconcile --fix to put them right.',
  );
}
