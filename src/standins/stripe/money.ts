const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMAL = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** Minor units to a text for people: `(500, 'eur')` → `€5.00`. */
export function formatMoney(amount: number, currency: string): string {
  const digits = decimals(currency);
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}

/** ISK and UGX have two digits here although there are no smaller coins: https://docs.stripe.com/currencies#special-cases */
export function decimals(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** What an amount in minor units must be a multiple of: the last digits of some currencies are always zeros. */
export function amountStep(currency: string): number {
  if (currency === 'isk' || currency === 'ugx') return 100;
  return THREE_DECIMAL.has(currency) ? 10 : 1;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}
