import { fault } from '../common/faults.js';
import { spokenLanguage } from '../common/languages.js';
import { formatMoney, money, type Money } from '../common/money.js';

interface Bounds {
  /** Minor units. */
  least: number;
  most: number;
}

/**
 * The currencies in which one can donate. Below the least, Stripe's fee would eat the gift, and thieves would try stolen
 * cards; above the most, somebody should write to us.
 */
const bounds: Record<string, Bounds> = {
  eur: { least: 100, most: 1_000_000 },
  usd: { least: 100, most: 1_000_000 },
  gbp: { least: 100, most: 1_000_000 },
  uah: { least: 5_000, most: 40_000_000 },
  jpy: { least: 100, most: 1_500_000 },
};

export const donationCurrencies = Object.keys(bounds);

/** Why an amount cannot be donated, in words for whoever gives; null when it can. */
export function faultOf({
  amount,
  currency,
}: Money): { field: 'amount' | 'currency'; message: string } | null {
  const limits = Object.hasOwn(bounds, currency) ? bounds[currency] : undefined;
  if (!limits) return { field: 'currency', message: fault('currency.other') };
  const words = (minor: number): string => formatMoney(money(minor, currency), spokenLanguage());
  if (amount < limits.least)
    return { field: 'amount', message: fault('amount.least', { amount: words(limits.least) }) };
  if (amount > limits.most)
    return { field: 'amount', message: fault('amount.most', { amount: words(limits.most) }) };
  return null;
}
