/** The sample newsroom's price list, in euro cents. */
export const plans = {
  'supporter-month': { months: 1, amount: 500 },
  'supporter-year': { months: 12, amount: 5000 },
  'patron-month': { months: 1, amount: 1500 },
  'patron-year': { months: 12, amount: 15_000 },
} as const;

export type PlanId = keyof typeof plans;

/** A supporter's membership as a gift, by its months. */
export const giftPrices = { 3: 1500, 6: 3000, 12: 5000 } as const;

export type GiftMonths = keyof typeof giftPrices;
