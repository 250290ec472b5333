/** An amount in integer minor units (cents for EUR, yen for JPY, fils for KWD) with its ISO 4217 currency in lower case. */
export interface Money {
  amount: number;
  currency: string;
}

export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a safe integer of minor units: ${amount}`);
  if (!/^[a-z]{3}$/.test(currency)) throw new RangeError(`not a currency code: ${currency}`);
  return { amount, currency };
}

export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  return money(a.amount + b.amount, a.currency);
}

export function multiplyMoney(price: Money, quantity: number): Money {
  return money(price.amount * quantity, price.currency);
}

/**
 * Stripe's minor units where they differ from ISO 4217's: ISK and UGX became zero-decimal,
 * but Stripe keeps two digits for them (docs.stripe.com/currencies#special-cases).
 */
const stripeDigits: Record<string, number> = { isk: 2, ugx: 2, huf: 2, twd: 2 };

/** How many digits stand behind the decimal point: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorUnitDigits(currency: string): number {
  const special = stripeDigits[currency];
  if (special !== undefined) return special;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** For people: `€5`, `€5.50`, `¥500`. Whole amounts are shown without a fraction. */
export function formatMoney({ amount, currency }: Money, locale = 'en'): string {
  const digits = minorUnitDigits(currency);
  const whole = amount % 10 ** digits === 0;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // CLDR's Ukrainian knows a sign for the hryvnia alone: elsewhere it would say “5 EUR”.
    currencyDisplay: locale.startsWith('uk') ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  }).format(amount / 10 ** digits);
}

/** Reads what a person typed (`12`, `12.50`, `12,50`) as minor units; null when it is not an amount of that currency. */
export function parseMoney(typed: string, currency: string): Money | null {
  const digits = minorUnitDigits(currency);
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.trim().replace(/\s/g, ''));
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > digits) return null;
  return money(Number(match[1]) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0), currency);
}
