import { type News, newsOf } from './news.js';
import type { Gift } from './gift.js';
import { Payment } from './payment.js';
import type { PlanId } from './prices.js';
import type { Card } from './step.js';
import type { Subscription } from './subscription.js';

export type Purpose = 'membership' | 'gift' | 'donation';

interface Bought {
  ref: number;
  purpose: Purpose;
  email: string;
  /** Minor units, for all of `quantity` together. */
  amount: number;
  currency: string;
  quantity: number;
  interval: 'once' | 'month' | 'year';
  plan: PlanId | null;
  /** The slug of the campaign that it was bought for. */
  campaign: string | null;
  openedAt: number;
  /** Whether the address was given when the page was opened; else it is known once it is paid. */
  named: boolean;
}

/** One attempt to pay, and all that became of it. */
export class Purchase {
  page: 'open' | 'processing' | 'failed' | 'expired' | 'paid' = 'open';
  paidAt: number | null = null;
  /** When a bank will have answered. */
  settlesAt: number | null = null;
  readonly payments: Payment[] = [];
  card: Card = 'good';
  /** What the first payment is, codes taken off. */
  price = 0;
  subscription: Subscription | null = null;
  /** Runs at Stripe already, while the first debit is under way. */
  begun: Subscription | null = null;
  readonly gifts: Gift[] = [];
  /** What the payer was told of its money, by template and occasion. */
  readonly news = new Map<string, News>();
  /** The service has heard that it was paid. */
  known = false;
  /** Touched since the service last heard everything. */
  fresh = true;
  /** Its next charge was moved, and is still to be compared with Stripe's. */
  chargeMoved = false;

  constructor(readonly bought: Bought) {}

  /** What was heard stays said: a later hearing adds to it. */
  hear(): void {
    for (const news of newsOf(this)) this.note(news);
  }

  /** It stands so for a moment, which may be heard of or not. */
  mayBeHeard(): void {
    for (const news of newsOf(this)) this.note({ ...news, sure: false });
  }

  private note(news: News): void {
    const key = `${news.template} ${news.occasion}`;
    const known = this.news.get(key);
    this.news.set(key, { ...news, sure: news.sure || known?.sure === true });
  }

  get initial(): Payment | null {
    return this.payments.find(({ initial }) => initial) ?? null;
  }

  get status(): string {
    if (this.page !== 'paid') return this.page;
    const { initial } = this;
    if (initial?.disputed) return 'disputed';
    return initial && initial.left === 0 ? 'refunded' : 'paid';
  }

  /** Its payer pressed the button, so that their address is known. */
  get isSubmitted(): boolean {
    return this.page === 'paid' || this.settlesAt !== null;
  }

  /** All of the first payment went back, or its dispute was lost. */
  get isTakenBack(): boolean {
    const { initial } = this;
    return initial !== null && (initial.left === 0 || initial.lost);
  }

  /** Charged, not refunded whole, not disputed. */
  get stands(): boolean {
    return this.status === 'paid' && this.initial !== null;
  }

  /** The first money is there, or none is asked for. */
  arrive(at: number): void {
    this.page = 'paid';
    this.paidAt = at;
    this.subscription = this.begun;
    if (this.price > 0) this.pay(at, this.price);
  }

  pay(at: number, amount: number): Payment {
    const payment = new Payment(amount, at, this.payments.length === 0);
    this.payments.push(payment);
    return payment;
  }
}
