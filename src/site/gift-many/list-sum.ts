import { type Money, multiplyMoney } from '../../common/money.js';
import type { GiftOffer } from '../offers.js';
import type { ListForm } from './list-form.js';

/** What the list comes to, once a term is chosen and somebody is on it. */
export interface ListSum {
  count: number;
  each: Money;
  total: Money;
  /** Tells one sum from another. */
  key: string;
}

export function listSum({ values, people }: ListForm, terms: GiftOffer[]): ListSum | null {
  const offer = terms.find(({ plan, months }) => `${plan}:${months}` === values.term);
  const count = people.length;
  if (!offer || count === 0) return null;
  const total = multiplyMoney(offer.price, count);
  return { count, each: offer.price, total, key: sumKey(count, offer.price) };
}

/** The same as the page's script makes. */
export function sumKey(count: number, { amount, currency }: Money): string {
  return `${count} x ${amount} ${currency}`;
}
