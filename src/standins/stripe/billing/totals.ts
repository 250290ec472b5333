import { invalid } from '../http/errors.js';
import { amountStep, decimals, formatMoney } from '../money.js';

export const MAX_AMOUNT = 99_999_999;

/** The smallest charge in a currency, in minor units: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const LEAST: Record<string, number> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** Where Stripe names none, about half a unit, or 50 of a currency without minor units. */
export function leastCharge(code: string): number {
  return LEAST[code] ?? (decimals(code) === 0 ? 50 : 5 * 10 ** (decimals(code) - 1));
}

/** @throws where the last digits of a currency that has none are not zeros */
export function checkStep(amount: number, code: string, param: string): void {
  const step = amountStep(code);
  if (amount % step === 0) return;
  throw invalid(
    `Invalid amount: in ${code.toUpperCase()} it must be a multiple of ${step}.`,
    param,
    'parameter_invalid_integer',
  );
}

/** A card payment of less than about half a euro costs more than it brings; Stripe refuses it. */
export function checkTotal(total: number, code: string): void {
  checkStep(total, code, 'line_items');
  if (total > MAX_AMOUNT) {
    const message = `Amount must be no more than ${formatMoney(MAX_AMOUNT, code)}`;
    throw invalid(message, 'line_items', 'amount_too_large');
  }
  const least = leastCharge(code);
  if (total > 0 && total < least) {
    throw invalid(
      `The Checkout Session's total amount due must add up to at least ${formatMoney(least, code)} ${code}`,
      'line_items',
      'amount_too_small',
    );
  }
}
