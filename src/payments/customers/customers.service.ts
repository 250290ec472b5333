import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { createHmac } from 'node:crypto';
import { DataSource } from 'typeorm';
import { normaliseEmail } from '../../common/email.js';
import { Settings } from '../../config/settings.js';
import { StripeRefused } from '../stripe/stripe-refused.js';
import { CustomerOrders } from './customer-orders.js';
import { StripeCustomer } from './stripe-customer.js';

const AGAIN = 2;

/** One customer at Stripe for each address and mode (docs/decisions/0011). */
@Injectable()
export class Customers {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly orders: CustomerOrders,
    private readonly settings: Settings,
  ) {}

  /**
   * Whom a page that recurs is opened for: `cus_…`, made where there is none. It shows whoever opens that page nothing but
   * the address that they typed. Asks Stripe: never call it inside a transaction.
   * @throws PaymentsUnavailable, StripeRefused
   */
  async forCheckout(typed: string): Promise<string> {
    const email = normaliseEmail(typed);
    const known = await this.find(email);
    if (!known) return this.make(email);
    const shown = await this.orders.shownOf(known.id);
    // Deleted at Stripe, or it has another address there by now, which whoever typed this one may not learn.
    if (normaliseEmail(shown?.email ?? '') !== email) return this.make(email, known.id);
    await Promise.all((shown?.cards ?? []).map((card) => this.orders.hideCard(card)));
    return known.id;
  }

  private find(email: string): Promise<StripeCustomer | null> {
    const { livemode } = this.settings;
    return this.dataSource.manager.findOneBy(StripeCustomer, { email, livemode });
  }

  /** Two at the same instant ask Stripe under one key, get one customer, and write one row. */
  private async make(email: string, insteadOf = ''): Promise<string> {
    const id = await this.order(email, `customer:${email}:${insteadOf}`);
    const { livemode } = this.settings;
    // Whichever of its two keys the other one's row is met by: for one key alone, the other would be an error.
    await this.dataSource.query(
      'insert into stripe_customers (id, email, livemode) values ($1, $2, $3) on conflict do nothing',
      [id, email, livemode],
    );
    await this.dataSource.manager.update(
      StripeCustomer,
      { email, livemode, id: insteadOf },
      { id, billingEmail: null },
    );
    return (await this.find(email))?.id ?? id;
  }

  /** Stripe repeats the failure that it answered first to a key: another one gets through. */
  private async order(email: string, occasion: string, triesLeft = AGAIN): Promise<string> {
    try {
      const order = { email, reference: this.keyed(`reference:${email}`) };
      return await this.orders.create(order, this.keyed(`${occasion}:${triesLeft}`));
    } catch (error) {
      if (triesLeft === 0 || !(error instanceof StripeRefused && error.replayed)) throw error;
      return this.order(email, occasion, triesLeft - 1);
    }
  }

  /** Keyed by the account's own secret: the same in all our processes, and nobody reads an address out of it. */
  private keyed(text: string): string {
    return createHmac('sha256', this.settings.STRIPE_SECRET_KEY ?? '')
      .update(text)
      .digest('hex');
  }
}
