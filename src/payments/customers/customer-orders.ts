import { Injectable } from '@nestjs/common';
import { StripeApi } from '../stripe/stripe-api.js';
import { StripeRefused } from '../stripe/stripe-refused.js';

export interface NewCustomer {
  email: string;
  /** Ours, and it tells nothing of the person. */
  reference: string;
}

/** Customers as Stripe keeps them. */
@Injectable()
export class CustomerOrders {
  constructor(private readonly api: StripeApi) {}

  /** The same key never makes two. @throws PaymentsUnavailable, StripeRefused */
  async create({ email, reference }: NewCustomer, idempotencyKey: string): Promise<string> {
    const { id } = await this.api.ask((stripe) =>
      stripe.customers.create({ email, metadata: { customer: reference } }, { idempotencyKey }),
    );
    return id;
  }

  /** What Stripe's pages would show of it to somebody who pays; null when it was deleted. @throws PaymentsUnavailable */
  async shownOf(id: string): Promise<{ email: string | null; cards: string[] } | null> {
    try {
      const [customer, methods] = await Promise.all([
        this.api.ask((stripe) => stripe.customers.retrieve(id)),
        this.api.ask((stripe) =>
          stripe.customers.listPaymentMethods(id, { allow_redisplay: 'always', limit: 100 }),
        ),
      ]);
      if (customer.deleted) return null;
      return { email: customer.email, cards: methods.data.map((method) => method.id) };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** It is charged for what it was saved for, and shown to nobody who merely types its owner's address. */
  async hideCard(id: string): Promise<void> {
    await this.api.ask((stripe) => stripe.paymentMethods.update(id, { allow_redisplay: 'limited' }));
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof StripeRefused && error.code === 'resource_missing';
}
