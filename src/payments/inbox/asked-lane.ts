import type { DataSource } from 'typeorm';
import { databaseTime } from '../applying/staleness.js';
import type { Adoptions } from '../adoptions.js';
import type { StripeLists } from '../stripe/stripe-lists.js';
import type { StripeReader } from '../stripe/stripe-reader.js';
import type { DueEvent } from './due-events.js';
import type { Finding } from './finding.js';
import { Investigation } from './investigation.js';
import { readAhead } from './read-ahead.js';
import { ReadingRound } from './reading-round.js';

/** So many at once keep Stripe's answers coming and leave room for readers who are at the checkout. */
const AT_ONCE = 24;

/** Asks Stripe about many events in one round. No transaction is open meanwhile. */
export async function askStripe(
  dataSource: DataSource,
  { stripe, lists, adoptions }: { stripe: StripeReader; lists: StripeLists; adoptions: Adoptions },
  events: DueEvent[],
): Promise<PromiseSettledResult<Finding>[]> {
  const round = new ReadingRound(stripe, await databaseTime(dataSource));
  await readAhead(dataSource, round, lists, events);
  const investigation = new Investigation(dataSource, round, adoptions);
  const results: PromiseSettledResult<Finding>[] = [];
  const queue = [...events.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, event] = next;
      [results[index]] = (await Promise.allSettled([investigation.look(event)])) as [
        PromiseSettledResult<Finding>,
      ];
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
