import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { widthInEm } from '../../gifts/cards/typefaces.js';
import type { MeterWords } from '../meter-words.js';
import { bar, outlined } from './paths.js';

const HEIGHT = 56;
const PAD = 14;
const GAP = 8;
const NUMBER = 26;
const WORDS = 15;

/** The number as a small SVG that any page can show with `<img>`. */
export function badge({ count, of, spoken, fill }: MeterWords, accent: string): string {
  const numberWidth = widthInEm(count, 'strong') * NUMBER;
  const inner = Math.ceil(numberWidth + GAP + widthInEm(of, 'text') * WORDS);
  const width = inner + 2 * PAD;
  const words = { text: of, style: 'text', size: WORDS, x: PAD + numberWidth + GAP } as const;
  const shapes = [
    outlined({ text: count, style: 'strong', size: NUMBER, x: PAD, baseline: 32, fill: accent }),
    outlined({ ...words, baseline: 32, fill: '#1c1b18' }),
    bar(PAD, 41, inner, 6, '#e9e4d9'),
    ...(fill > 0 ? [bar(PAD, 41, Math.max(6, (inner * fill) / 100), 6, accent)] : []),
  ];
  const frame = { x: 0.5, y: 0.5, width: width - 1, height: HEIGHT - 1, rx: 8, stroke: '#dfdacf' };
  const size = { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}` };
  return renderToStaticMarkup(
    <svg xmlns="http://www.w3.org/2000/svg" {...size} role="img" aria-label={spoken}>
      <title>{spoken}</title>
      <rect {...frame} fill="#fdfcf9" />
      {shapes.map((shape) => createElement('path', { key: shape.d, ...shape }))}
    </svg>,
  );
}
