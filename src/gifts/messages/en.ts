/** ICU MessageFormat: what stands on a printed card. */
export const en = {
  'card.for': 'A gift for',
  'card.forSomebody': 'A gift for you',
  'card.from': 'from {giver}',
  'card.what': '{months, plural, one {# month} other {# months}} of {tier} membership in {newsroom}',
  'card.paid': 'It is paid for: there is nothing to pay, now or later.',
  'card.scan': 'Scan this to open your gift, or type the address:',
  'card.overleaf': 'more overleaf',
  'card.until': 'It waits for you until {day}.',
  'card.title': 'A gift from {giver}',
  'card.title.all': 'Gift cards',
} satisfies Record<string, string>;

export type CardMessage = keyof typeof en;
export type CardMessages = Record<CardMessage, string>;
