import type { SessionFact } from '../facts.js';
import type { Customer } from '../stripe/read-customer.js';
import type { SubscriptionReading } from '../stripe/read-subscription.js';
import type { Reversal } from '../stripe/read-reversal.js';
import type { InvoiceReading, StripeReader, Warning } from '../stripe/stripe-reader.js';

/** One round of asking Stripe, for many events: each object is read once, however many events are about it. */
export class ReadingRound {
  private readonly asked = new Map<string, Promise<unknown>>();

  constructor(
    private readonly stripe: StripeReader,
    /** The database's time before the round began. */
    readonly readAt: Date,
  ) {}

  session(id: string): Promise<SessionFact | null> {
    return this.once(id, () => this.stripe.session(id));
  }

  sessionOfPayment(paymentId: string): Promise<SessionFact | null> {
    return this.once(`session of ${paymentId}`, () => this.stripe.sessionOf({ payment_intent: paymentId }));
  }

  sessionOfSubscription(id: string): Promise<SessionFact | null> {
    return this.once(`session of ${id}`, () => this.stripe.sessionOf({ subscription: id }));
  }

  subscription(id: string): Promise<SubscriptionReading> {
    return this.once(id, () => this.stripe.subscription(id, this.readAt));
  }

  invoice(id: string): Promise<InvoiceReading | null> {
    return this.once(id, () => this.stripe.invoice(id, this.readAt));
  }

  firstCharge(subscriptionId: string): Promise<string | null> {
    return this.once(`first charge of ${subscriptionId}`, () => this.stripe.firstCharge(subscriptionId));
  }

  warning(id: string): Promise<Warning | null> {
    return this.once(id, () => this.stripe.warning(id));
  }

  customer(id: string): Promise<Customer> {
    return this.once(id, () => this.stripe.customer(id));
  }

  invoiceOfPayment(paymentId: string): Promise<string | null> {
    return this.once(`invoice of ${paymentId}`, () => this.stripe.invoiceOfPayment(paymentId));
  }

  refund(id: string): Promise<Reversal | null> {
    return this.once(id, () => this.stripe.refund(id, this.readAt));
  }

  /** One that was read on its own already is not replaced by what the list shows of it. */
  async refundsOfCharge(charge: string): Promise<(Reversal | null)[]> {
    const listed = await this.once(`refunds of ${charge}`, () =>
      this.stripe.refundsOfCharge(charge, this.readAt),
    );
    return Promise.all(listed.map((refund) => this.once(refund.id, async () => refund)));
  }

  dispute(id: string): Promise<Reversal | null> {
    return this.once(id, () => this.stripe.dispute(id, this.readAt));
  }

  /** What a list has shown already need not be asked for. */
  know(key: string, reading: unknown): void {
    if (!this.asked.has(key)) this.asked.set(key, Promise.resolve(reading));
  }

  /** Derived facts are shared as well, so that each is told once. */
  once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.asked.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = ask();
    this.asked.set(key, answer);
    return answer;
  }
}
