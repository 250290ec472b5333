import { newId } from '../../src/common/ids.js';
import type { Paid } from '../../src/payments/outcome.js';
import { Purchase } from '../../src/payments/purchase.js';

/** A paid monthly membership of 5 EUR that nobody has been told of yet; say what is different. */
export function buildPurchase(given: Partial<Purchase> = {}): Purchase {
  return Object.assign(new Purchase(), {
    id: newId(),
    purpose: 'membership',
    status: 'paid',
    amount: 500,
    currency: 'eur',
    quantity: 1,
    interval: 'month',
    productKey: 'plan-supporter-month',
    description: 'Membership',
    email: 'ann@example.test',
    name: null,
    locale: 'en',
    details: { plan: 'supporter-month' },
    attribution: {},
    campaignId: null,
    memberId: null,
    livemode: false,
    createdAt: new Date(),
    expiresAt: new Date(),
    paidAt: new Date(),
    chargedAt: given.paidAt === undefined ? new Date() : given.paidAt,
    subscriptionId: null,
    customerId: null,
    ...given,
  } satisfies Partial<Purchase>);
}

/** The outcome that tells of a purchase's first money. */
export function buildPaid(purchase: Purchase, given: Partial<Paid> = {}): Paid {
  return {
    kind: 'paid',
    purchase,
    eventId: null,
    at: purchase.paidAt ?? new Date(),
    payment: null,
    price: purchase.price,
    payer: { email: null, name: null },
    subscriptionId: purchase.subscriptionId,
    customerId: purchase.customerId,
    ...given,
  };
}
