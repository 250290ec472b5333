import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { PaymentsUnavailable } from '../payments-unavailable.js';
import { StripeApi } from '../stripe/stripe-api.js';
import { StripeRefused } from '../stripe/stripe-refused.js';

/** Stripe's pages for somebody who pays already. Their addresses let in whoever holds them: send them on, keep them nowhere. */
@Injectable()
export class BillingPages {
  private readonly logger = new Logger('payments');

  constructor(
    private readonly api: StripeApi,
    private readonly settings: Settings,
  ) {}

  /** Where cards, plan and end are changed. @throws PaymentsUnavailable */
  async portal(customer: string, returnPath: string): Promise<string> {
    const return_url = this.settings.baseUrl + returnPath;
    const { url } = await this.ask((stripe) =>
      stripe.billingPortal.sessions.create({ customer, return_url }),
    );
    return url;
  }

  /** Where the charge that did not go through is paid; null when nothing is open. @throws PaymentsUnavailable */
  async openInvoice(subscriptionId: string): Promise<string | null> {
    const { data } = await this.ask((stripe) =>
      stripe.invoices.list({ subscription: subscriptionId, status: 'open', limit: 1 }),
    );
    return data[0]?.hosted_invoice_url ?? null;
  }

  /** No portal is set up, say, or the customer was deleted: staff have to look, and the reader can only come back. */
  private async ask<T>(request: Parameters<typeof this.api.ask<T>>[0]): Promise<T> {
    try {
      return await this.api.ask(request);
    } catch (error) {
      if (!(error instanceof StripeRefused)) throw error;
      this.logger.error(`a billing page could not be opened: ${error.message}`);
      throw new PaymentsUnavailable(null, { cause: error });
    }
  }
}
