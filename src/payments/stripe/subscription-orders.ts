import { Injectable } from '@nestjs/common';
import { StripeApi } from './stripe-api.js';
import { StripeRefused } from './stripe-refused.js';

/** The next charge: when it would be, as far as we know, and when it is to be instead. */
export interface ChargeMove {
  from: Date;
  to: Date;
}

/** Stripe counts in seconds, and may be one off ours. */
const SLACK_S = 2;

/** Ends what recurs at Stripe, and moves its next charge. */
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

  /**
   * `moved`: it is due then, by this or an earlier try. `not_now`: Stripe knows of another next charge than we do: we have not
   * heard yet. `over`: it ends, or is not paid, and has no next charge that could be moved. There is no idempotency key: a
   * charge that was moved, and back, may be moved to the same day again, which Stripe would take for the first time's echo.
   */
  async moveNextCharge(id: string, { from, to }: ChargeMove): Promise<'moved' | 'not_now' | 'over'> {
    const now = await this.api.ask((stripe) => stripe.subscriptions.retrieve(id));
    const next = Math.max(...now.items.data.map((item) => item.current_period_end));
    const target = Math.ceil(to.getTime() / 1000);
    if (now.status !== 'active' && now.status !== 'trialing') return 'over';
    if (now.cancel_at !== null || now.cancel_at_period_end) return 'over';
    if (now.trial_end === target && next === target) return 'moved';
    if (Math.abs(next - from.getTime() / 1000) > SLACK_S) return 'not_now';
    await this.api.ask((stripe) =>
      stripe.subscriptions.update(id, { trial_end: target, proration_behavior: 'none' }),
    );
    return 'moved';
  }
}
