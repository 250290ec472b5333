import { DAY, monthsAfter, SECOND } from './calendar.js';
import type { PlanId } from './prices.js';

export type SubscriptionStatus = 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled';

/** Days between the tries of a charge that fails. */
const RETRIES = [3, 5, 7];

export interface Terms {
  startedAt: number;
  months: number;
  /** The plan that it pays for; null for a donation. */
  plan: PlanId | null;
  /** Free until then, and only then charged for the first time; null without free days. */
  trialUntil: number | null;
  /** Minor units, each period. */
  amount: number;
  /** The card is declined, or wants the payer's confirmation, when it is charged without them. */
  cardFailsLater: 'fails' | 'confirms' | null;
  /** A debit that is sent takes so long to arrive, in ms; null for a card. */
  debitTakes: number | null;
  /** What the account does after the last try. */
  afterRetries: 'canceled' | 'unpaid';
}

/** What time brought: a charge that went through. */
export type Charged = { amount: number };

/** A subscription as Stripe runs it; instants in ms. */
export class Subscription {
  status: SubscriptionStatus;
  periodEnd: number;
  /** Charging is paused, while the periods go on. */
  collectionPaused = false;
  cancelAtPeriodEnd = false;
  cancelAt: number | null = null;
  endedAt: number | null = null;
  amount: number;
  plan: PlanId | null;
  cardFailsLater: Terms['cardFailsLater'];
  /** Free until then, at its beginning or because a gift moved the next charge. */
  trialUntil: number | null;
  /** How many invoices have failed so far, and whether the last of them is still asked for. */
  failed = 0;
  asked = false;
  private lastPaid: number;
  /** A debit that is under way: what it will have paid, and until when. */
  private debit: { at: number; amount: number; until: number } | null = null;
  private tries = 0;
  private nextTry: number | null = null;
  /** From when periods are counted, and how many there were since. */
  private anchor: number;
  private periods: number;

  constructor(private readonly terms: Terms) {
    const { trialUntil, startedAt, months } = terms;
    this.trialUntil = trialUntil;
    this.status = trialUntil === null ? 'active' : 'trialing';
    this.anchor = trialUntil ?? startedAt;
    this.periods = trialUntil === null ? 1 : 0;
    this.periodEnd = trialUntil ?? monthsAfter(startedAt, months);
    this.lastPaid = this.periodEnd;
    this.amount = terms.amount;
    this.plan = terms.plan;
    this.cardFailsLater = terms.cardFailsLater;
  }

  get months(): number {
    return this.terms.months;
  }

  /** Its card does not fail: the bank asks the payer. */
  get wantsConfirmation(): boolean {
    return this.terms.cardFailsLater === 'confirms';
  }

  get runs(): boolean {
    return this.status === 'trialing' || this.status === 'active' || this.status === 'past_due';
  }

  /** The end of what is paid for: a period begins whether it is paid or not. */
  get paidUntil(): number {
    const sure = ['trialing', 'active', 'paused'].includes(this.status) && !this.collectionPaused;
    return sure ? this.periodEnd : this.lastPaid;
  }

  /** When it will end although it would renew. */
  get endsAt(): number | null {
    return this.cancelAt ?? (this.cancelAtPeriodEnd ? this.periodEnd : null);
  }

  /** When time next changes it; null when it does not. */
  get nextMoment(): number | null {
    const debit = this.debit?.at ?? Infinity;
    if (this.status === 'canceled') return this.debit?.at ?? null;
    if (this.status === 'paused') return Math.min(this.endsAt ?? Infinity, debit);
    return Math.min(debit, this.periodEnd, this.cancelAt ?? Infinity, this.nextTry ?? Infinity);
  }

  /** What falls due at that moment. */
  advance(at: number): Charged[] {
    if (this.debit && this.debit.at <= at) return this.arrive(this.debit);
    if (this.nextTry !== null && this.nextTry <= at) return this.charge(at);
    const { endsAt } = this;
    if (endsAt !== null && endsAt <= at) return this.end(at);
    this.periods += 1;
    this.periodEnd = monthsAfter(this.anchor, this.terms.months * this.periods);
    this.tries = 0;
    this.nextTry = null;
    this.asked = false;
    if (this.status === 'trialing') this.status = 'active';
    // Who has not paid for long is not asked any more.
    return this.collectionPaused || this.status === 'unpaid' ? [] : this.charge(at);
  }

  end(at: number): Charged[] {
    this.status = 'canceled';
    this.endedAt = at;
    this.nextTry = null;
    return [];
  }

  /** Nothing is charged before then, where the next charge is at `from` as far as is known. */
  moveCharge(from: number, to: number, wasPaid: boolean): 'moved' | 'same' | 'not now' | 'over' {
    if (this.status !== 'active' && this.status !== 'trialing') return 'over';
    if (this.endsAt !== null) return 'over';
    if (this.trialUntil === to && this.periodEnd === to) return 'same';
    if (Math.abs(this.periodEnd - from) > 2 * SECOND) return 'not now';
    this.beginFreeTime(to);
    if (!wasPaid) this.lastPaid = to;
    return 'moved';
  }

  /** Charged for the next time then, and from then on. */
  beginFreeTime(until: number): void {
    this.status = 'trialing';
    this.trialUntil = until;
    this.periodEnd = until;
    this.anchor = until;
    this.periods = 0;
  }

  /** The bank pays the latest invoice after all, and from now on. */
  recover(): Charged[] {
    this.cardFailsLater = null;
    return this.paid();
  }

  /** Its latest invoice is voided, or given up: nobody is late any more. */
  forgive(): void {
    this.status = 'active';
    this.nextTry = null;
    this.asked = false;
  }

  /** Goes on after a pause; where its period is over, with a new one that is charged at once. */
  resume(at: number): Charged[] {
    this.status = 'active';
    if (this.periodEnd > at) return [];
    this.anchor = at;
    this.periods = 1;
    this.periodEnd = monthsAfter(at, this.terms.months);
    this.tries = 0;
    return this.charge(at);
  }

  private charge(at: number): Charged[] {
    const { debitTakes } = this.terms;
    if (debitTakes !== null) {
      this.debit = { at: at + debitTakes, amount: this.amount, until: this.periodEnd };
      return [];
    }
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

  private arrive({ amount, until }: { amount: number; until: number }): Charged[] {
    this.debit = null;
    this.lastPaid = until;
    return [{ amount }];
  }

  private paid(): Charged[] {
    this.status = 'active';
    this.nextTry = null;
    this.asked = false;
    this.lastPaid = this.periodEnd;
    return [{ amount: this.amount }];
  }
}
