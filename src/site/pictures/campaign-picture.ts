import { widthInEm } from '../../gifts/cards/typefaces.js';
import type { MeterWords } from '../meter-words.js';
import { bar, broken, outlined, type Shape } from './paths.js';

/** What social networks show of a link, in pixels. */
export const WIDTH = 1200;
export const HEIGHT = 630;
const MARGIN = 80;
const INNER = WIDTH - 2 * MARGIN;
const PAPER = '#fdfcf9';
const INK = '#1c1b18';
const SOFT = '#57534a';
const TROUGH = '#e9e4d9';

export interface Pictured {
  newsroom: string;
  headline: string;
  accent: string;
  words: MeterWords;
}

/** The campaign and how far it is, as a picture for links. */
export function campaignPicture({ newsroom, headline, accent, words }: Pictured): Shape[] {
  const ground: Shape = { d: `M0 0H${WIDTH}V${HEIGHT}H0Z`, fill: PAPER };
  const edge: Shape = { d: `M0 0H${WIDTH}V12H0Z`, fill: accent };
  const name = outlined({ text: newsroom, style: 'strong', size: 34, x: MARGIN, baseline: 106, fill: SOFT });
  const size = 62;
  const title = broken(headline, 'strong', size, INNER, 3).map((text, line) =>
    outlined({ text, style: 'strong', size, x: MARGIN, baseline: 206 + line * 74, fill: INK }),
  );
  return [ground, edge, name, ...title, ...meter(words, accent)];
}

function meter({ count, of, remaining, fill }: MeterWords, accent: string): Shape[] {
  const size = 84;
  const number = outlined({ text: count, style: 'strong', size, x: MARGIN, baseline: 468, fill: accent });
  const after = MARGIN + widthInEm(count, 'strong') * size + 20;
  const [goal = ''] = broken(of, 'text', 38, WIDTH - MARGIN - after, 1);
  const room = bar(MARGIN, 502, INNER, 24, TROUGH);
  const done = fill > 0 ? [bar(MARGIN, 502, Math.max(24, (INNER * fill) / 100), 24, accent)] : [];
  const left = outlined({ text: remaining, style: 'text', size: 30, x: MARGIN, baseline: 574, fill: SOFT });
  const goalLine = outlined({ text: goal, style: 'text', size: 38, x: after, baseline: 468, fill: INK });
  return [number, goalLine, room, ...done, left];
}
