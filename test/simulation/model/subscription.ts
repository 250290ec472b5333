import { DAY, monthsAfter } from './calendar.js';

export type SubscriptionStatus = 'active' | 'past_due' | 'unpaid' | 'canceled' | 'paused';

/** Days between the tries of a charge that fails; after the last one the subscription ends. */
const RETRIES = [3, 5, 7];

/** What time brought. */
export type Happening = { kind: 'paid' | 'failed' | 'ended'; at: number };

/** A subscription as Stripe runs it; instants in ms. */
export class Subscription {
  status: SubscriptionStatus = 'active';
  periodEnd: number;
  /** The end of the last span that was paid for. */
  paidUntil: number;
  cancelAtPeriodEnd = false;
  cancelAt: number | null = null;
  endedAt: number | null = null;
  /** How often the open invoice was tried, and when it is next. */
  private tries = 0;
  private nextTry: number | null = null;
  private periods = 1;

  constructor(
    readonly startedAt: number,
    readonly months: number,
    public amount: number,
    public cardFailsLater: boolean,
  ) {
    this.periodEnd = monthsAfter(startedAt, months);
    this.paidUntil = this.periodEnd;
  }

  get runs(): boolean {
    return this.status === 'active' || this.status === 'past_due';
  }

  /** When it will end although it would renew. */
  get endsAt(): number | null {
    return this.cancelAt ?? (this.cancelAtPeriodEnd ? this.periodEnd : null);
  }

  /** When time next changes it; null when it does not. */
  get nextMoment(): number | null {
    if (!this.runs) return null;
    return Math.min(this.periodEnd, this.cancelAt ?? Infinity, this.nextTry ?? Infinity);
  }

  /** What falls due at that moment. */
  advance(at: number): Happening[] {
    if (this.cancelAt !== null && this.cancelAt <= at) return this.end(at);
    if (this.nextTry !== null && this.nextTry <= at) return this.charge(at);
    if (this.cancelAtPeriodEnd) return this.end(at);
    this.periods += 1;
    this.periodEnd = monthsAfter(this.startedAt, this.months * this.periods);
    this.tries = 0;
    return this.charge(at);
  }

  end(at: number): Happening[] {
    this.status = 'canceled';
    this.endedAt = at;
    this.nextTry = null;
    return [{ kind: 'ended', at }];
  }

  private charge(at: number): Happening[] {
    if (!this.cardFailsLater) {
      this.status = 'active';
      this.nextTry = null;
      this.paidUntil = this.periodEnd;
      return [{ kind: 'paid', at }];
    }
    const wait = RETRIES[this.tries];
    this.tries += 1;
    if (wait === undefined) return [{ kind: 'failed', at }, ...this.end(at)];
    this.status = 'past_due';
    this.nextTry = at + wait * DAY;
    return [{ kind: 'failed', at }];
  }
}
