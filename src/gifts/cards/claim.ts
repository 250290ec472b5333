import type { Card } from './card.js';
import { type Block, fitted } from './lines.js';
import { printable } from './printable.js';

/** The words around the code, in the room that they have. */
export function whatBlock(card: Card, width: number, height: number, sizes: readonly number[]): Block {
  const { words, months, tier, newsroom } = card;
  const text = words.t('card.what', { months, tier, newsroom: printable(newsroom) });
  return fitted(text, { style: 'strong', width, height, sizes, leading: 1.25 });
}

export function scanBlock({ words }: Card, width: number, size: number): Block {
  return fitted(words.t('card.scan'), small(width, size));
}

/** The address in letters, cut where the line ends, with nothing added. */
export function linkBlock({ link }: Card, width: number, size: number): Block {
  return fitted(link, { ...small(width, size), style: 'code' });
}

export function termsBlock({ words, claimUntil }: Card, width: number, size: number): Block {
  const text = `${words.t('card.paid')} ${words.t('card.until', { day: words.day(claimUntil) })}`;
  return fitted(text, small(width, size));
}

function small(width: number, size: number) {
  return { style: 'text', width, height: Infinity, sizes: [size], leading: 1.35 } as const;
}
