import type { CardMessages } from './en.js';

export const uk: CardMessages = {
  'card.for': 'Подарунок. Кому:',
  'card.forSomebody': 'Подарунок для вас',
  'card.from': 'дарує {giver}',
  'card.what':
    'Участь «{tier}» на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}: {newsroom}',
  'card.paid': 'Її оплачено: платити нічого не треба, ні зараз, ні потім.',
  'card.scan': 'Відскануйте, щоб відкрити подарунок, або введіть адресу:',
  'card.overleaf': 'далі на звороті',
  'card.until': 'Він чекає на вас до {day}.',
  'card.title': 'Подарунок. Дарує {giver}',
  'card.title.all': 'Подарункові листівки',
};
