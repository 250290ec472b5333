import type { DataSource } from 'typeorm';
import { PaymentsUnavailable } from '../payments-unavailable.js';
import { type AskedKind, askedKind } from '../stripe/event-types.js';
import { provenance } from '../stripe/read-event-object.js';
import type { Page, Span, StripeLists } from '../stripe/stripe-lists.js';
import { StripeRefused } from '../stripe/stripe-refused.js';
import type { DueEvent } from './due-events.js';
import type { ReadingRound } from './reading-round.js';

/** For fewer than these, asking for each costs little more than a list. */
const WORTH_A_LIST = 8;
/** A list may be of others' objects for the most part: it must save several requests for each of its pages. */
const SAVED_BY_A_PAGE = 4;

/** Objects that events of this round are about, by id: when each was created, in Stripe's seconds. */
type Wanted = Map<string, number>;

/** Reads many of a round's objects by a few lists; what these do not show is asked for one by one, as ever. */
export async function readAhead(
  dataSource: DataSource,
  round: ReadingRound,
  lists: StripeLists,
  events: DueEvent[],
): Promise<void> {
  const { readAt } = round;
  const customers = await whoPaidHere(dataSource, wantedOf('customer', events));
  await Promise.all([
    throughPages(
      wantedOf('subscription', events),
      (span) => lists.subscriptions(span, readAt),
      (id, reading) => round.know(id, reading),
    ),
    throughPages(
      wantedOf('invoice', events),
      (span) => lists.paidInvoices(span),
      (id, reading) => round.know(id, reading),
    ),
    throughPages(
      customers,
      (span) => lists.customers(span),
      (id, customer) => round.know(id, customer),
    ),
    throughPages(
      wantedOf('refund', events),
      (span) => lists.refunds(span, readAt),
      (id, { refund }) => round.know(id, refund),
    ),
    refundsOfCharges(round, lists, wantedOf('charge', events)),
  ]);
}

/** All refunds of a charge are younger than it: they are known once the list from then on has been read to its end. */
async function refundsOfCharges(round: ReadingRound, lists: StripeLists, charges: Wanted): Promise<void> {
  const found = new Map([...charges.keys()].map((id) => [id, [] as unknown[]]));
  const whole = await throughPages(
    charges,
    ({ from, after }) => lists.refunds({ from, after }, round.readAt),
    (id, { chargeId, refund }) => {
      round.know(id, refund);
      if (refund) found.get(chargeId ?? '')?.push(refund);
    },
  );
  if (whole) for (const [id, refunds] of found) round.know(`refunds of ${id}`, refunds);
}

/** Customers change all the time, also those of others. */
async function whoPaidHere(dataSource: DataSource, customers: Wanted): Promise<Wanted> {
  const rows: { id: string }[] = await dataSource.query(
    'select distinct customer_id id from purchases where customer_id = any($1)',
    [[...customers.keys()]],
  );
  return new Map(rows.map(({ id }) => [id, customers.get(id) ?? 0]));
}

function wantedOf(kind: AskedKind, events: DueEvent[]): Wanted {
  const wanted: Wanted = new Map();
  for (const { type, objectId, object } of events) {
    if (askedKind(type) !== kind || !objectId || provenance(kind, object).foreign) continue;
    const { created } = object as { created?: unknown };
    if (typeof created === 'number') wanted.set(objectId, created);
  }
  return wanted;
}

/** Whether all was listed. */
async function throughPages<R>(
  wanted: Wanted,
  ask: (span: Span) => Promise<Page<R>>,
  know: (id: string, reading: R) => void,
): Promise<boolean> {
  const missing = new Set(wanted.keys());
  const times = [...wanted.values()];
  const span: Span = { from: Math.min(...times), until: Math.max(...times) };
  for (let pages = missing.size < WORTH_A_LIST ? 0 : missing.size / SAVED_BY_A_PAGE; pages >= 1; pages -= 1) {
    const page = await unlessInTrouble(ask(span));
    if (!page) return false;
    for (const [id, reading] of page.readings) {
      know(id, reading);
      missing.delete(id);
    }
    if (page.next === null) return true;
    if (missing.size === 0) return false;
    span.after = page.next;
  }
  return false;
}

/** Each event then meets the same trouble by itself, and is put off by itself. */
async function unlessInTrouble<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof PaymentsUnavailable || error instanceof StripeRefused) return null;
    throw error;
  }
}
