import { morningOf } from './calendar.js';
import { Gift } from './gift.js';
import { giftPrices, plans } from './prices.js';
import { Purchase } from './purchase.js';
import type { Donate, Give, Join } from './step.js';

export function joined({ ref, email, plan, campaign, named }: Join, openedAt: number): Purchase {
  const { amount, months } = plans[plan];
  const interval = months === 1 ? 'month' : 'year';
  return new Purchase({
    ref,
    purpose: 'membership',
    email,
    plan,
    amount,
    currency: 'eur',
    quantity: 1,
    interval,
    campaign,
    openedAt,
    named,
  });
}

export function given({ ref, email, months, recipients, campaign }: Give, openedAt: number): Purchase {
  const quantity = recipients.length;
  const amount = giftPrices[months] * quantity;
  const about = { ref, email, amount, currency: 'eur', quantity, campaign, openedAt, named: true };
  const purchase = new Purchase({ ...about, purpose: 'gift', plan: null, interval: 'once' });
  for (const [index, { email: to, on }] of recipients.entries())
    purchase.gifts.push(new Gift(purchase, index + 1, months, to, to && on ? morningOf(on) : null));
  return purchase;
}

export function donated(
  { ref, email, amount, currency, interval, campaign, named }: Donate,
  openedAt: number,
): Purchase {
  return new Purchase({
    ref,
    purpose: 'donation',
    email,
    amount,
    currency,
    quantity: 1,
    interval,
    plan: null,
    campaign,
    openedAt,
    named,
  });
}
