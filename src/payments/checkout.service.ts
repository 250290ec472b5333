import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type QueryDeepPartialEntity, Repository } from 'typeorm';
import { spokenLanguage } from '../common/languages.js';
import { fault } from '../common/faults.js';
import { Clock } from '../common/clock.js';
import { InvalidInput, NotFound } from '../common/errors.js';
import { newId } from '../common/ids.js';
import { multiplyMoney } from '../common/money.js';
import { Settings } from '../config/settings.js';
import type { CheckoutRequest, OpenCheckout } from './checkout-request.js';
import { Customers } from './customers/customers.service.js';
import { PaymentsUnavailable } from './payments-unavailable.js';
import { PurchaseClosed } from './purchase-closed.js';
import { Purchase } from './purchase.js';
import { CheckoutSessions, type OpenSession } from './stripe/checkout-sessions.js';
import { StripeRefused } from './stripe/stripe-refused.js';

/** Short, so that a stolen card is not tried for hours; Stripe wants at least 30 minutes, by its own clock. */
const PAGE_OPEN_MS = 31 * 60_000;
const AGAIN = 2;

/** Opens Stripe's page for a purchase. The purchase is written before Stripe hears of it. */
@Injectable()
export class Checkout {
  constructor(
    @InjectRepository(Purchase) private readonly purchases: Repository<Purchase>,
    private readonly sessions: CheckoutSessions,
    private readonly customers: Customers,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @throws PaymentsUnavailable with the purchase's id: it stays open and can be resumed. */
  async start(request: CheckoutRequest): Promise<OpenCheckout> {
    const purchase = this.newPurchase(request);
    // TypeORM's type for it cannot express a jsonb column of unknown content.
    await this.purchases.insert(purchase as QueryDeepPartialEntity<Purchase>);
    return this.open(purchase);
  }

  /** The same page again, or the first one where Stripe could not be reached; never a second one. */
  async resume(purchaseId: string): Promise<OpenCheckout> {
    const purchase = await this.purchases.findOneBy({ id: purchaseId });
    if (!purchase) throw new NotFound();
    return this.open(purchase);
  }

  private async open(purchase: Purchase, triesLeft = AGAIN): Promise<OpenCheckout> {
    if (purchase.status !== 'open') throw new PurchaseClosed();
    const { id, sessionUrl, expiresAt } = purchase;
    if (sessionUrl && expiresAt > this.clock.atStripe()) return { purchase: id, url: sessionUrl };
    if (sessionUrl) throw new PurchaseClosed();
    try {
      const session = await this.sessions.open(purchase, keyOf(purchase), await this.customerOf(purchase));
      return await this.remember(purchase, session);
    } catch (error) {
      if (triesLeft > 0 && wantsNewKey(error)) return this.open(await this.renew(purchase), triesLeft - 1);
      throw forReader(error, id);
    }
  }

  /** What is paid once leaves no customer behind. */
  private async customerOf({ interval, email }: Purchase): Promise<string | null> {
    return interval === 'once' || !email ? null : this.customers.forCheckout(email);
  }

  private async remember({ id }: Purchase, session: OpenSession): Promise<OpenCheckout> {
    await this.purchases.update(id, { sessionId: session.id, sessionUrl: session.url });
    return { purchase: id, url: session.url };
  }

  /** A later end and a new key. Two at once agree: only one moves it on, both read what it became. */
  private async renew({ id, pageNumber }: Purchase): Promise<Purchase> {
    await this.purchases.update(
      { id, pageNumber, sessionId: IsNull() },
      { pageNumber: pageNumber + 1, expiresAt: pageEnd(this.clock.atStripe()) },
    );
    return this.purchases.findOneByOrFail({ id });
  }

  private newPurchase(request: CheckoutRequest): Purchase {
    const { price, quantity = 1, what, attribution = {}, submitType = 'pay', ...rest } = request;
    const locale = spokenLanguage();
    const { amount, currency } = multiplyMoney(price, quantity);
    return this.purchases.create({
      ...rest,
      id: newId(),
      amount,
      currency,
      quantity,
      locale,
      description: what('en'),
      title: locale === 'en' ? null : what(locale),
      attribution,
      submitType,
      status: 'open',
      livemode: this.settings.livemode,
      createdAt: this.clock.now(),
      expiresAt: pageEnd(this.clock.atStripe()),
    });
  }
}

/** By Stripe's clock, whatever time the product rehearses: the page is Stripe's. In whole seconds, as Stripe has it. */
function pageEnd(now: Date): Date {
  return new Date(Math.floor((now.getTime() + PAGE_OPEN_MS) / 1000) * 1000);
}

/** The purchase's id; a later page has a key of its own, because Stripe ties a key to its parameters and its answer. */
function keyOf({ id, pageNumber }: Purchase): string {
  return pageNumber === 1 ? id : `${id}:${pageNumber}`;
}

/**
 * The first request never arrived and its page would end too soon by now, or it was for a customer who was deleted since, or
 * Stripe repeats the failure that it answered first: in none of them was a page opened whose address anybody knows.
 */
function wantsNewKey(error: unknown): boolean {
  if (!(error instanceof StripeRefused)) return false;
  const { replayed, param, type } = error;
  return replayed || param === 'expires_at' || param === 'customer' || type === 'idempotency_error';
}

function forReader(error: unknown, purchaseId: string): unknown {
  if (error instanceof PaymentsUnavailable) return new PaymentsUnavailable(purchaseId, { cause: error });
  if (error instanceof StripeRefused && (error.param === 'customer_email' || error.param === 'email'))
    return new InvalidInput({ email: fault('address.refused') });
  return error;
}
