import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { SystemClock } from '../common/clock.js';
import type { Settings } from '../config/settings.js';
import { CatchUpFigures } from '../payments/catch-up/catch-up-figures.js';
import { CatchUp, type CatchUpResult } from '../payments/catch-up/catch-up.service.js';
import { CatchUpPositions } from '../payments/catch-up/positions.js';
import { EventStore } from '../payments/inbox/event-store.js';
import { PaymentsUnavailable } from '../payments/payments-unavailable.js';
import { EventPages } from '../payments/stripe/event-pages.js';
import { StripeApi } from '../payments/stripe/stripe-api.js';
import { dateOf, type Options } from './options.js';
import { UsageError } from './usage-error.js';

/** 0 when everything on Stripe's list is in the inbox, 1 when the list does not go back far enough. */
export async function catchUp(
  dataSource: DataSource,
  _args: string[],
  settings: Settings,
  { since: from }: Options,
): Promise<number> {
  if (!settings.STRIPE_SECRET_KEY) throw new UsageError('STRIPE_SECRET_KEY is not set.');
  // What is to be said, this command says itself.
  Logger.overrideLogger(false);
  const results = await readAll(
    catchUpOf(dataSource, settings),
    from === undefined ? undefined : dateOf(from),
  );
  return print(results);
}

function catchUpOf(dataSource: DataSource, settings: Settings): CatchUp {
  const clock = new SystemClock();
  const pages = new EventPages(new StripeApi(settings), settings);
  const positions = new CatchUpPositions(dataSource, settings, clock);
  return new CatchUp(pages, new EventStore(dataSource), positions, new CatchUpFigures(), clock);
}

async function readAll(catchingUp: CatchUp, since: Date | undefined): Promise<CatchUpResult[]> {
  try {
    const results = [await catchingUp.run({ since })];
    while (results.at(-1)?.unfinished) results.push(await catchingUp.run());
    return results;
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    throw new UsageError(
      'Stripe is away or slow. What was read is kept: the same command goes on from there.',
    );
  }
}

function print(results: CatchUpResult[]): number {
  const sum = (of: 'added' | 'events'): number => results.reduce((total, result) => total + result[of], 0);
  const [first] = results;
  console.log(
    `${sum('events')} events on Stripe's list since ${first?.from.toISOString()}, ${sum('added')} of them had not come by webhook.`,
  );
  if (sum('added') > 0) console.log('They are in the inbox; the running service handles them.');
  const gap = results.find((result) => result.gap !== null)?.gap;
  if (!gap) return 0;
  console.log(
    `Stripe lists 30 days only. For what is older, since ${gap.from.toISOString()}: npm run cli -- reconcile`,
  );
  return 1;
}
