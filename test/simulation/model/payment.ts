export type RefundStatus = 'succeeded' | 'pending' | 'failed';

export interface Refund {
  ref: number;
  amount: number;
  status: RefundStatus;
  at: number;
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

  get lost(): boolean {
    return this.disputes.some(({ status }) => status === 'lost');
  }
}
