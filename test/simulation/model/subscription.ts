import { DAY, monthsAfter } from './calendar.js';

export type SubscriptionStatus = 'active' | 'past_due' | 'unpaid' | 'canceled';

/** Days between the tries of a charge that fails. */
const RETRIES = [3, 5, 7];

export interface Terms {
  startedAt: number;
  months: number;
  /** Minor units, each period. */
  amount: number;
  cardFailsLater: boolean;
  /** What the account does after the last try. */
  afterRetries: 'canceled' | 'unpaid';
}

/** What time brought: a charge that went through. */
export type Charged = { amount: number };

/** A subscription as Stripe runs it; instants in ms. */
export class Subscription {
  status: SubscriptionStatus = 'active';
  periodEnd: number;
  /** Charging is paused, while the periods go on. */
  collectionPaused = false;
  cancelAtPeriodEnd = false;
  cancelAt: number | null = null;
  endedAt: number | null = null;
  amount: number;
  cardFailsLater: boolean;
  /** How many invoices have failed so far, and whether the last of them is still asked for. */
  failed = 0;
  asked = false;
  private lastPaid: number;
  private tries = 0;
  private nextTry: number | null = null;
  private periods = 1;

  constructor(private readonly terms: Terms) {
    this.periodEnd = monthsAfter(terms.startedAt, terms.months);
    this.lastPaid = this.periodEnd;
    this.amount = terms.amount;
    this.cardFailsLater = terms.cardFailsLater;
  }

  get months(): number {
    return this.terms.months;
  }

  get runs(): boolean {
    return this.status === 'active' || this.status === 'past_due';
  }

  /** The end of what is paid for: a period begins whether it is paid or not. */
  get paidUntil(): number {
    return this.status === 'active' && !this.collectionPaused ? this.periodEnd : this.lastPaid;
  }

  /** When it will end although it would renew. */
  get endsAt(): number | null {
    return this.cancelAt ?? (this.cancelAtPeriodEnd ? this.periodEnd : null);
  }

  /** When time next changes it; null when it does not. */
  get nextMoment(): number | null {
    if (this.status === 'canceled') return null;
    return Math.min(this.periodEnd, this.cancelAt ?? Infinity, this.nextTry ?? Infinity);
  }

  /** What falls due at that moment. */
  advance(at: number): Charged[] {
    if (this.nextTry !== null && this.nextTry <= at) return this.charge(at);
    const { endsAt } = this;
    if (endsAt !== null && endsAt <= at) return this.end(at);
    this.periods += 1;
    this.periodEnd = monthsAfter(this.terms.startedAt, this.terms.months * this.periods);
    this.tries = 0;
    this.nextTry = null;
    // Who has not paid for long is not asked any more.
    return this.collectionPaused || this.status === 'unpaid' ? [] : this.charge(at);
  }

  end(at: number): Charged[] {
    this.status = 'canceled';
    this.endedAt = at;
    this.nextTry = null;
    return [];
  }

  /** The bank pays the latest invoice after all, and from now on. */
  recover(): Charged[] {
    this.cardFailsLater = false;
    return this.paid();
  }

  private charge(at: number): Charged[] {
    if (!this.cardFailsLater) return this.paid();
    const wait = RETRIES[this.tries];
    if (this.tries === 0) this.failed += 1;
    this.tries += 1;
    this.asked = true;
    this.nextTry = wait === undefined ? null : at + wait * DAY;
    if (wait !== undefined) this.status = 'past_due';
    else if (this.terms.afterRetries === 'canceled') return this.end(at);
    else this.status = 'unpaid';
    return [];
  }

  private paid(): Charged[] {
    this.status = 'active';
    this.nextTry = null;
    this.asked = false;
    this.lastPaid = this.periodEnd;
    return [{ amount: this.amount }];
  }
}
