import type { Card } from './card.js';
import { type Block, fitted } from './lines.js';
import { printable } from './printable.js';

interface Room {
  width: number;
  height: number;
  sizes: readonly number[];
}

/** `A gift for` and the name below it; without a name, `A gift for you`. */
export function forWhom({ words, recipientName }: Card, room: Room): { lead: Block; name: Block } {
  const known = printable(recipientName ?? '');
  const lead = fitted(known ? words.t('card.for') : '', {
    ...room,
    style: 'emphasis',
    sizes: [13],
    leading: 1.4,
  });
  const name = fitted(known || words.t('card.forSomebody'), { ...room, style: 'strong', leading: 1.14 });
  return { lead: known ? lead : { ...lead, lines: [] }, name };
}

export function fromWhom({ words, giverName }: Card, width: number): Block {
  const giver = printable(giverName);
  const text = giver ? words.t('card.from', { giver }) : '';
  return fitted(text, { style: 'emphasis', width, height: 34, sizes: [12.5, 11, 10, 9, 8], leading: 1.35 });
}
