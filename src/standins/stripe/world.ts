import Stripe from 'stripe';
import type { MovedClock } from './clock.js';
import { unixSeconds } from './clock.js';
import { noSuch } from './http/errors.js';
import type { Store } from './store/store.js';
import type { TableName, Tables } from './store/tables.js';

export const API_VERSION = Stripe.API_VERSION;

/** What made something happen; both parts are null when Stripe did it by itself. */
export type Cause = Stripe.Event.Request;
export const AUTOMATIC: Cause = { id: null, idempotency_key: null };

export interface WorldOptions {
  store: Store;
  clock: MovedClock;
  /** Where pages are reached from outside, without a slash at the end. */
  publicUrl: () => string;
  /** How long what Stripe does "some time later" takes: disputes by test cards, slow refunds. */
  settleSeconds: number;
}

/** Everything that one stand-in knows. Business functions take it first and change it inside `act`. */
export class World {
  readonly store: Store;
  readonly clock: MovedClock;
  readonly settleSeconds: number;
  private readonly urlOf: () => string;
  private current: Cause = AUTOMATIC;

  constructor(options: WorldOptions) {
    this.store = options.store;
    this.clock = options.clock;
    this.settleSeconds = options.settleSeconds;
    this.urlOf = options.publicUrl;
  }

  get publicUrl(): string {
    return this.urlOf();
  }

  get cause(): Cause {
    return this.current;
  }

  /** Seconds since the epoch, by this world's clock. */
  now(): number {
    return unixSeconds(this.clock.now());
  }

  /** One transaction, on behalf of a request or of time. */
  act<T>(cause: Cause, work: () => T): T {
    const outer = this.current;
    this.current = cause;
    try {
      return this.store.transaction(work);
    } finally {
      this.current = outer;
    }
  }

  find<K extends TableName>(table: K, id: string | null | undefined): Tables[K] | undefined {
    return id == null ? undefined : this.store.table(table).get(id);
  }

  /** The row, or Stripe's own refusal that says which parameter named a thing that is not there. */
  need<K extends TableName>(table: K, id: string, param?: string): Tables[K] {
    const row = this.find(table, id);
    if (row) return row;
    throw param ? noSuch(kindOf(table), id, param, 400) : noSuch(kindOf(table), id);
  }

  put<K extends TableName>(table: K, row: Tables[K]): Tables[K] {
    return this.store.put(table, row);
  }
}

/** `checkout.session` is called so on the wire, but the error says `checkout session`. */
export function kindOf(table: TableName): string {
  return table.replaceAll(/[._]/g, ' ').replace('payment intent', 'payment_intent');
}
