import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { StripeApi } from '../stripe/stripe-api.js';

/** Stripe's pages for somebody who pays already. Their addresses let in whoever holds them: send them on, keep them nowhere. */
@Injectable()
export class BillingPages {
  constructor(
    private readonly api: StripeApi,
    private readonly settings: Settings,
  ) {}

  /** Where cards, plan and end are changed. @throws PaymentsUnavailable, StripeRefused where there is no portal or customer */
  async portal(customer: string, returnPath: string): Promise<string> {
    const return_url = this.settings.baseUrl + returnPath;
    const { url } = await this.api.ask((stripe) =>
      stripe.billingPortal.sessions.create({ customer, return_url }),
    );
    return url;
  }

  /** Where the charge that did not go through is paid; null when nothing is open. @throws PaymentsUnavailable, StripeRefused */
  async openInvoice(subscriptionId: string): Promise<string | null> {
    const { data } = await this.api.ask((stripe) =>
      stripe.invoices.list({ subscription: subscriptionId, status: 'open', limit: 1 }),
    );
    return data[0]?.hosted_invoice_url ?? null;
  }
}
