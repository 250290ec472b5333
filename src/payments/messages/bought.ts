/** What stands on Stripe's page and in e-mails about a payment, after the newsroom's name. */
export const en = {
  membership: '{newsroom}: {plan} membership',
  gift: '{newsroom}: gift of {months, plural, one {# month} other {# months}}, {plan}',
  donation: '{newsroom}: donation',
} satisfies Record<string, string>;

export type Bought = keyof typeof en;

export const uk: Record<Bought, string> = {
  membership: '{newsroom}: участь «{plan}»',
  gift: '{newsroom}: подарунок на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}, «{plan}»',
  donation: '{newsroom}: внесок',
};
