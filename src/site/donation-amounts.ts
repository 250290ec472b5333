import { InvalidInput } from '../common/errors.js';
import { money, type Money, parseMoney } from '../common/money.js';
import type { Text } from './messages/text.js';
import type { FormValues } from './offers.js';

/** What the cards offer, in minor units of the currency. */
const byCurrency: Record<string, number[]> = {
  uah: [20_000, 50_000, 100_000, 200_000, 500_000],
  jpy: [500, 1_000, 3_000, 5_000, 10_000],
};

export function donationAmounts(currency: string): number[] {
  return byCurrency[currency] ?? [500, 1_000, 2_500, 5_000, 10_000];
}

interface ChosenAmount {
  /** Where a fault of the amount belongs. */
  field: 'amount' | 'ownAmount';
  amount: Money;
}

/** A card or an own amount. Both at once is asked back: nobody is charged what they did not mean. @throws InvalidInput */
export function chosenAmount(
  values: FormValues,
  amounts: number[],
  currency: string,
  text: Text,
): ChosenAmount {
  const own = values.ownAmount?.trim() ?? '';
  const card = amounts.find((amount) => String(amount) === values.amount);
  if (card !== undefined && own !== '') {
    const chosen = text.money(money(card, currency));
    throw new InvalidInput({ ownAmount: text.t('donate.amount.unclear', { chosen }) });
  }
  if (card !== undefined) return { field: 'amount', amount: money(card, currency) };
  if (own === '') throw new InvalidInput(missing(values, text));
  const amount = parseMoney(own, currency);
  if (!amount) throw new InvalidInput({ ownAmount: text.t('donate.amount.invalid') });
  return { field: 'ownAmount', amount };
}

function missing(values: FormValues, text: Text): Record<string, string> {
  if (values.amount === 'own') return { ownAmount: text.t('donate.amount.invalid') };
  return { amount: text.t('donate.amount.missing') };
}
