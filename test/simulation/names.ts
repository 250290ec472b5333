import type { Stripe } from 'stripe';

/** What a step's purchase is called here and at Stripe. */
interface Names {
  purchase: string;
  session: string;
}

/** Finds what a history speaks of by numbers: our purchases, and what belongs to them at Stripe. */
export class NameBook {
  private readonly names = new Map<number, Names>();

  constructor(private readonly stripe: Stripe) {}

  /** The ids of our purchases by the history's numbers. */
  get purchases(): Map<number, string> {
    return new Map([...this.names].map(([ref, { purchase }]) => [ref, purchase]));
  }

  write(ref: number, names: Names): void {
    this.names.set(ref, names);
  }

  /** Oldest first: the one that bought the thing, then renewals. */
  async paymentsOf(ref: number): Promise<string[]> {
    const { stripe } = this;
    const session = await stripe.checkout.sessions.retrieve(this.of(ref).session);
    if (session.payment_intent) return [idOf(session.payment_intent)];
    const invoices = await stripe.invoices.list({ subscription: idOf(session.subscription), limit: 100 });
    const payments: string[] = [];
    for (const { id, status, amount_paid } of invoices.data.toReversed()) {
      if (status !== 'paid' || amount_paid === 0) continue;
      const { data } = await stripe.invoicePayments.list({ invoice: id });
      payments.push(idOf(data[0]?.payment.payment_intent));
    }
    return payments;
  }

  async chargeOf(purchase: number, payment: number): Promise<string> {
    const intent = (await this.paymentsOf(purchase))[payment] ?? '';
    return idOf((await this.stripe.paymentIntents.retrieve(intent)).latest_charge);
  }

  async subscriptionOf(ref: number): Promise<string> {
    const session = await this.stripe.checkout.sessions.retrieve(this.of(ref).session);
    return idOf(session.subscription);
  }

  async customerOf(ref: number): Promise<string> {
    const subscription = await this.stripe.subscriptions.retrieve(await this.subscriptionOf(ref));
    return idOf(subscription.customer);
  }

  /** Which of the history's purchases run on the same customer at Stripe, and so end with them. */
  async sharing(ref: number): Promise<number[]> {
    const customer = await this.customerOf(ref);
    const { data } = await this.stripe.subscriptions.list({ customer, limit: 100 });
    const own = new Set(data.map(({ metadata }) => metadata.purchase));
    return [...this.names].filter(([, { purchase }]) => own.has(purchase)).map(([other]) => other);
  }

  of(ref: number): Names {
    const names = this.names.get(ref);
    if (!names) throw new Error(`purchase ${ref} was never opened`);
    return names;
  }
}

export function idOf(thing: string | { id: string } | null | undefined): string {
  if (!thing) throw new Error('Stripe names no such thing');
  return typeof thing === 'string' ? thing : thing.id;
}
