import type { Drawing } from './drawing.js';

/** A ribbon around the card, tied where its two bands cross. */
export function ribbon(width: number, height: number, x: number, y: number): Drawing {
  const band = 9;
  return [
    { kind: 'area', x: x - band / 2, y: 0, width: band, height, tone: 'accent' },
    { kind: 'area', x: 0, y: y - band / 2, width, height: band, tone: 'accent' },
    ...bow(x, y),
  ];
}

/** Two loops and two ends, mirrored at the knot. */
function bow(x: number, y: number): Drawing {
  const at = (dx: number, dy: number): string => `${round(x + dx)} ${round(y + dy)}`;
  const loop = (side: 1 | -1): string =>
    `M${at(0, 0)} C${at(side * 10, -26)} ${at(side * 44, -34)} ${at(side * 42, -10)} ` +
    `C${at(side * 41, 6)} ${at(side * 16, 8)} ${at(0, 0)} Z`;
  const end = (side: 1 | -1): string =>
    `M${at(0, 0)} C${at(side * 8, 10)} ${at(side * 18, 20)} ${at(side * 22, 40)} ` +
    `L${at(side * 27, 33)} L${at(side * 35, 37)} C${at(side * 30, 18)} ${at(side * 18, 6)} ${at(0, 0)} Z`;
  const inside = (side: 1 | -1): string =>
    `M${at(side * 7, -6)} C${at(side * 14, -19)} ${at(side * 34, -23)} ${at(side * 33, -10)} ` +
    `C${at(side * 32, -1)} ${at(side * 17, 0)} ${at(side * 7, -6)} Z`;
  const knot =
    `M${at(-6, -6)} C${at(-3, -8)} ${at(3, -8)} ${at(6, -6)} C${at(8, -3)} ${at(8, 3)} ${at(6, 6)} ` +
    `C${at(3, 8)} ${at(-3, 8)} ${at(-6, 6)} C${at(-8, 3)} ${at(-8, -3)} ${at(-6, -6)} Z`;
  const shapes = [end(-1), end(1), loop(-1), loop(1)];
  return [
    ...shapes.map((d) => ({ kind: 'shape', d, tone: 'accent', opacity: 1 }) as const),
    ...[inside(-1), inside(1)].map((d) => ({ kind: 'shape', d, tone: 'ink', opacity: 0.25 }) as const),
    { kind: 'shape', d: knot, tone: 'accent', opacity: 1 },
    { kind: 'shape', d: knot, tone: 'ink', opacity: 0.18 },
  ];
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
