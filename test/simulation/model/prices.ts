/** The sample newsroom's price list, in euro cents. `trialDays` are free at first; the simulation gives them to one plan. */
export const plans: Record<PlanId, { months: 1 | 12; amount: number; trialDays: number }> = {
  'supporter-month': { months: 1, amount: 500, trialDays: 0 },
  'supporter-year': { months: 12, amount: 5000, trialDays: 0 },
  'patron-month': { months: 1, amount: 1500, trialDays: 10 },
  'patron-year': { months: 12, amount: 15_000, trialDays: 0 },
};

export type PlanId = 'supporter-month' | 'supporter-year' | 'patron-month' | 'patron-year';

/** A supporter's membership as a gift, by its months. */
export const giftPrices = { 3: 1500, 6: 3000, 12: 5000 } as const;

export type GiftMonths = keyof typeof giftPrices;
