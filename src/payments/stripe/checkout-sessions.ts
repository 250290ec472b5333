import { Injectable } from '@nestjs/common';
import type { Stripe } from 'stripe';
import { Settings } from '../../config/settings.js';
import type { Purchase } from '../purchase.js';
import { productIdOf } from './product-id.js';
import { StripeApi } from './stripe-api.js';
import { StripeRefused } from './stripe-refused.js';
import { sessionParams } from './session-params.js';

export interface OpenSession {
  id: string;
  url: string;
}

/** Opens Stripe's pages. */
@Injectable()
export class CheckoutSessions {
  /** What this process has seen to be there, so that it is made once and not asked for at every checkout. */
  private readonly products = new Set<string>();

  constructor(
    private readonly api: StripeApi,
    private readonly settings: Settings,
  ) {}

  /**
   * The same key, purchase and customer give the same session, however often it is asked.
   * @throws PaymentsUnavailable, StripeRefused
   */
  async open(purchase: Purchase, key: string, customer: string | null): Promise<OpenSession> {
    const product = productIdOf(purchase.productKey);
    const params = sessionParams(purchase, { product, customer }, this.settings);
    await this.ensureProduct(product, purchase.description);
    try {
      return await this.create(params, key);
    } catch (error) {
      if (!isMissingProduct(error)) throw error;
      // It was deleted at Stripe since. The refused request opened nothing, so a second key cannot open a second page.
      this.products.delete(product);
      await this.ensureProduct(product, purchase.description, `product-${product}-for-${purchase.id}`);
      return this.create(params, `${key}:product`);
    }
  }

  private async create(
    params: Stripe.Checkout.SessionCreateParams,
    idempotencyKey: string,
  ): Promise<OpenSession> {
    const { id, url } = await this.api.ask((stripe) =>
      stripe.checkout.sessions.create(params, { idempotencyKey }),
    );
    if (!url) throw new Error(`${id} has no address`);
    return { id, url };
  }

  private async ensureProduct(id: string, name: string, idempotencyKey?: string): Promise<void> {
    if (this.products.has(id)) return;
    try {
      await this.api.ask((stripe) => stripe.products.create({ id, name }, { idempotencyKey }));
    } catch (error) {
      if (!(error instanceof StripeRefused && error.code === 'resource_already_exists')) throw error;
    }
    this.products.add(id);
  }
}

function isMissingProduct(error: unknown): boolean {
  return (
    error instanceof StripeRefused &&
    error.code === 'resource_missing' &&
    (error.param ?? '').includes('product')
  );
}
