import { Stripe } from 'stripe';
import { neededTypes } from './event-types.js';
import type { StripeApi } from './stripe-api.js';
import { StripeRefused } from './stripe-refused.js';

export interface Endpoint {
  id: string;
  url: string;
  enabled: boolean;
  /** Null when Stripe uses the account's own default. */
  apiVersion: string | null;
  /** Types that are needed and not sent. */
  missing: string[];
  /** Types that are sent and needed by nobody; empty for `*`, which was asked for on purpose. */
  superfluous: string[];
}

/** The version that this service speaks. */
export const API_VERSION: string = Stripe.API_VERSION;

/** How the newsroom's account is set up, for whoever puts in the keys. Each question is one request. */
export class StripeAccount {
  constructor(private readonly api: StripeApi) {}

  /** Also proves that the key is good. `at` is Stripe's time, to the second. */
  async mode(): Promise<{ livemode: boolean; at: Date }> {
    const { livemode, lastResponse } = await this.api.ask((stripe) => stripe.balance.retrieve());
    return { livemode, at: new Date(lastResponse.headers.date ?? Date.now()) };
  }

  /** Those that post to an address. */
  async endpointsFor(url: string): Promise<Endpoint[]> {
    const { data } = await this.api.ask((stripe) => stripe.webhookEndpoints.list({ limit: 100 }));
    return data.filter((endpoint) => address(endpoint.url) === address(url)).map(readEndpoint);
  }

  /** A new one; Stripe tells its secret now and never again. */
  async register(url: string): Promise<{ id: string; secret: string }> {
    const { id, secret } = await this.api.ask((stripe) =>
      stripe.webhookEndpoints.create({
        url,
        enabled_events: neededTypes as Stripe.WebhookEndpointCreateParams.EnabledEvent[],
        api_version: Stripe.API_VERSION,
        description: 'Thousandfold',
      }),
    );
    if (!secret) throw new Error('Stripe told no secret for the webhook endpoint');
    return { id, secret };
  }

  /** Sends what is needed and nothing else. The version of an endpoint cannot be changed. */
  async mend(id: string): Promise<void> {
    const enabled_events = neededTypes as Stripe.WebhookEndpointUpdateParams.EnabledEvent[];
    await this.api.ask((stripe) => stripe.webhookEndpoints.update(id, { enabled_events, disabled: false }));
  }

  /** Whether readers can be sent to Stripe's pages for changing their card, plan and end. */
  async hasPortal(): Promise<boolean> {
    const { data } = await this.api.ask((stripe) =>
      stripe.billingPortal.configurations.list({ active: true, is_default: true, limit: 1 }),
    );
    return data.length > 0;
  }

  /** A price (`price_…`) or product; null where Stripe knows none. `price` is null for a product. */
  async sold(
    id: string,
  ): Promise<{ active: boolean; currency: string | null; amount: number | null } | null> {
    try {
      if (!id.startsWith('price_')) {
        const { active } = await this.api.ask((stripe) => stripe.products.retrieve(id));
        return { active, currency: null, amount: null };
      }
      const price = await this.api.ask((stripe) => stripe.prices.retrieve(id));
      return { active: price.active, currency: price.currency, amount: price.unit_amount };
    } catch (error) {
      if (error instanceof StripeRefused && error.code === 'resource_missing') return null;
      throw error;
    }
  }
}

/** A header that Stripe would send with this body at this moment. */
export function signed(payload: string, secret: string): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret });
}

/** This machine has two names. */
function address(url: string): string {
  return url.replace('://localhost:', '://127.0.0.1:');
}

function readEndpoint({
  id,
  url,
  status,
  api_version,
  enabled_events: sent,
}: Stripe.WebhookEndpoint): Endpoint {
  const all = sent.includes('*');
  return {
    id,
    url,
    enabled: status === 'enabled',
    apiVersion: api_version,
    missing: all ? [] : neededTypes.filter((type) => !sent.includes(type)),
    superfluous: all ? [] : sent.filter((type) => !neededTypes.includes(type)),
  };
}
