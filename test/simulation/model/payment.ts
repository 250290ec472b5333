export type RefundStatus = 'succeeded' | 'pending' | 'failed';

export interface Refund {
  ref: number;
  amount: number;
  status: RefundStatus;
  at: number;
  /** When the bank decides about one that is not done at once; null when that is over. */
  decidedAt: number | null;
  fails: boolean;
}

export interface Dispute {
  ref: number;
  /** The bank has taken the money back, for now or for good. */
  withdrawn: boolean;
  status: 'inquiry' | 'open' | 'won' | 'lost' | 'closed' | 'prevented';
  at: number;
}

/** One charge that went through; amounts in minor units, instants in ms. */
export class Payment {
  readonly refunds: Refund[] = [];
  readonly disputes: Dispute[] = [];

  constructor(
    readonly amount: number,
    readonly at: number,
    /** The one that bought the thing; renewals are not. */
    readonly initial: boolean,
  ) {}

  get refunded(): number {
    return this.refunds
      .filter(({ status }) => status !== 'failed')
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  get left(): number {
    return this.amount - this.refunded;
  }

  get disputed(): boolean {
    return this.disputes.some(({ withdrawn }) => withdrawn);
  }

  /** The disputed money that the bank holds: each dispute takes the whole. */
  get withheld(): number {
    return this.disputes.filter(({ withdrawn }) => withdrawn).length * this.amount;
  }

  /** The dispute that is not decided yet. */
  get openDispute(): Dispute | null {
    return this.disputes.find(({ status }) => status === 'open' || status === 'inquiry') ?? null;
  }

  get lost(): boolean {
    return this.disputes.some(({ status }) => status === 'lost');
  }
}
