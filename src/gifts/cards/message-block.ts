import type { Card } from './card.js';
import { type Block, fitted } from './lines.js';
import { printable } from './printable.js';

/** Of the size. */
const LEADING = 1.36;
const sizes = [17, 16, 15, 14, 13, 12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8] as const;
/** What goes on over a page anyway need not be small. */
const FLOWING = [10] as const;

interface Room {
  width: number;
  height: number;
}

interface SetMessage {
  /** What stands here. */
  here: Block;
  /** What goes on elsewhere, piece by piece of at most `rest` in height; none if it fits. */
  more: Block[];
}

/** The giver's words as large as fits; whatever does not fit in the smallest size goes on. */
export function setMessage({ message }: Card, room: Room, rest: Room, largest = Infinity): SetMessage {
  const text = printable(message ?? '');
  const fit = { style: 'text', leading: LEADING, ...room } as const;
  const whole = fitted(text, { ...fit, sizes: sizes.filter((size) => size <= largest) });
  if (text === '') return { here: { ...whole, lines: [] }, more: [] };
  if (whole.lines.length * whole.leading <= room.height) return { here: whole, more: [] };
  const flowing = fitted(text, { ...fit, sizes: FLOWING });
  const { lines, leading } = flowing;
  const first = Math.floor(room.height / leading);
  const perPiece = Math.floor(rest.height / leading);
  const more: Block[] = [];
  for (let from = first; from < lines.length; from += perPiece)
    more.push({ ...flowing, lines: withoutEdges(lines.slice(from, from + perPiece)) });
  return { here: { ...flowing, lines: lines.slice(0, first) }, more };
}

/** An empty line between paragraphs need not begin a page. */
function withoutEdges(lines: string[]): string[] {
  const from = lines.findIndex((line) => line !== '');
  return from < 0 ? [] : lines.slice(from);
}
