import { runsOf, type Style, widthInEm } from '../../gifts/cards/typefaces.js';

/** A shape in one colour; `d` is in the picture's own units, from its upper left corner. */
export interface Shape {
  d: string;
  fill: string;
}

export interface Line {
  text: string;
  style: Style;
  size: number;
  x: number;
  baseline: number;
  fill: string;
}

/** Letters as outlines: they look the same wherever the picture is shown, and need no typeface there. */
export function outlined({ text, style, size, x, baseline, fill }: Line): Shape {
  let pen = x;
  const parts: string[] = [];
  for (const run of runsOf(text, style)) {
    const { font } = run.face;
    const scale = size / font.unitsPerEm;
    const { glyphs, positions } = font.layout(run.text);
    for (const [index, glyph] of glyphs.entries()) {
      const at = positions[index];
      const path = glyph.path.scale(scale, -scale).translate(pen + (at?.xOffset ?? 0) * scale, baseline);
      parts.push(path.toSVG());
      pen += (at?.xAdvance ?? 0) * scale;
    }
  }
  return { d: parts.join(''), fill };
}

export function bar(x: number, y: number, width: number, height: number, fill: string): Shape {
  const r = Math.min(height / 2, width / 2);
  const [right, bottom] = [x + width, y + height];
  const d = `M${x + r} ${y}H${right - r}A${r} ${r} 0 0 1 ${right - r} ${bottom}H${x + r}A${r} ${r} 0 0 1 ${x + r} ${y}Z`;
  return { d, fill };
}

/** Broken between words to fit, with an ellipsis where there are more lines than there is room for. */
export function broken(text: string, style: Style, size: number, width: number, most: number): string[] {
  const fits = (line: string): boolean => widthInEm(line, style) * size <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer) || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const shown = lines.slice(0, most);
  const last = shown.length - 1;
  if (lines.length > most) shown[last] = `${shown[last]} …`;
  return shown.map((each) => cut(each, fits));
}

/** One word may be wider than the picture. */
function cut(line: string, fits: (line: string) => boolean): string {
  if (fits(line)) return line;
  let shorter = [...line];
  while (shorter.length > 1 && !fits(`${shorter.join('')}…`)) shorter = shorter.slice(0, -1);
  return `${shorter.join('')}…`;
}
