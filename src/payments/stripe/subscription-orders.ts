import { Injectable } from '@nestjs/common';
import { StripeApi } from './stripe-api.js';
import { StripeRefused } from './stripe-refused.js';

/** Ends what recurs at Stripe. */
@Injectable()
export class SubscriptionOrders {
  constructor(private readonly api: StripeApi) {}

  /** At once, without a last invoice; one that has ended already stays so. @throws PaymentsUnavailable */
  async cancel(subscriptionId: string): Promise<void> {
    try {
      await this.api.ask((stripe) =>
        stripe.subscriptions.cancel(subscriptionId, { invoice_now: false, prorate: false }),
      );
    } catch (error) {
      if (!(error instanceof StripeRefused) || error.code !== 'resource_missing') throw error;
    }
  }
}
