import type { Money } from '../common/money.js';
import type { WhatIsBought } from './bought.js';
import type { Attribution, Interval } from './purchase.js';

/** What a feature wants paid. */
export interface CheckoutRequest {
  /** The feature's name, under which it registered its handler. */
  purpose: string;
  /** For one of `quantity`. */
  price: Money;
  quantity?: number;
  interval: Interval;
  /** Free days before the first charge, of what recurs. */
  trialDays?: number;
  /** Or until then, to the second. Nothing is charged before. */
  firstChargeAt?: Date;
  /** The same for all buyers of the same thing: becomes Stripe's product. */
  productKey: string;
  /** Never a person. In English it names Stripe's product, which is one for everybody. */
  what: WhatIsBought;
  email?: string;
  name?: string;
  memberId?: string;
  campaignId?: string;
  attribution?: Attribution;
  details: Record<string, unknown>;
  submitType?: 'donate' | 'pay';
  /** Where Stripe's page leads back to without a payment: `/join`. */
  cancelPath: string;
}

/** Where to send the reader. */
export interface OpenCheckout {
  purchase: string;
  url: string;
}
