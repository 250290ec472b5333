import type { Drawing, Tone } from './drawing.js';
import type { Block } from './lines.js';
import { type Style, widthInEm } from './typefaces.js';

interface Place {
  x: number;
  /** Of the block's upper edge. */
  y: number;
  style: Style;
  tone?: Tone;
  /** Lines are centred within this width. */
  centredIn?: number;
}

/** Where in a line its letters stand, from the top. */
const ASCENT = 0.78;

export function setText({ lines, size, leading }: Block, place: Place): Drawing {
  const { x, y, style, tone = 'ink', centredIn } = place;
  return lines.flatMap((text, index): Drawing => {
    if (text === '') return [];
    const indent = centredIn === undefined ? 0 : (centredIn - widthInEm(text, style) * size) / 2;
    const baseline = y + index * leading + (leading - size) / 2 + ASCENT * size;
    return [{ kind: 'text', text, style, size, x: x + indent, baseline, tone }];
  });
}

export function heightOf({ lines, leading }: Block): number {
  return lines.length * leading;
}
