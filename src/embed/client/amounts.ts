/** A whole number, or minor units of a currency as money: `1,000`, `€12.50`. */
export function amountWords(amount: number, locale: string, currency?: string): string {
  if (!currency) return new Intl.NumberFormat(locale).format(amount);
  const style = { style: 'currency', currency } as const;
  // The types know units without digits; currencies have them.
  const digits = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits as number;
  const fraction = amount % 10 ** digits ? digits : 0;
  return new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: fraction,
    maximumFractionDigits: fraction,
  }).format(amount / 10 ** digits);
}

/** 0 to 100 in tenths: never more than full, and never full before the goal is reached. */
export function fillOf(value: number, target: number): number {
  return Math.max(0, Math.min(100, Math.floor((value / target) * 1000) / 10));
}
