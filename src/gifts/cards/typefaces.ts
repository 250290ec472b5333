import type { Font } from 'fontkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Style = 'text' | 'strong' | 'emphasis' | 'code';

/** A typeface comes in files of some alphabets each. */
export interface Face {
  /** Its file's name, unique. */
  key: string;
  bytes: Buffer;
  font: Font;
  /** Its glyphs are pictures (🎂): printed as shapes. */
  pictures: boolean;
}

/** Letters that one file draws. */
export interface Run {
  text: string;
  face: Face;
}

const alphabets = ['latin', 'cyrillic', 'latin-ext', 'cyrillic-ext', 'greek', 'vietnamese'];
const families: Record<Style, [family: string, cut: string]> = {
  text: ['source-serif-4', '400-normal'],
  strong: ['source-serif-4', '600-normal'],
  emphasis: ['source-serif-4', '400-italic'],
  code: ['source-code-pro', '400-normal'],
};

/** Noto Emoji is one typeface in ten files, without a heading of what is in which. */
const pictures = Array.from({ length: 10 }, (_, part) => `noto-emoji-${part}-wght-normal`);

const require = createRequire(import.meta.url);
const loaded = new Map<string, Face>();

/** The text in pieces that one file each can draw; what none can is left out. */
export function runsOf(text: string, style: Style): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const face = faceFor(character, style, last?.face);
    if (!face) continue;
    if (last?.face === face) last.text += character;
    else runs.push({ text: character, face });
  }
  return runs;
}

/** Cards of one order repeat most of their words. */
const MOST_KNOWN_WIDTHS = 5_000;
const widths = new Map<string, number>();

/** In units of the type size. */
export function widthInEm(text: string, style: Style): number {
  const key = `${style}:${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size >= MOST_KNOWN_WIDTHS) widths.clear();
  const width = runsOf(text, style).reduce((sum, run) => sum + runWidthInEm(run), 0);
  widths.set(key, width);
  return width;
}

export function runWidthInEm({ text, face: { font } }: Run): number {
  return font.layout(text).advanceWidth / font.unitsPerEm;
}

export function isPrintable(character: string, style: Style = 'text'): boolean {
  return faceFor(character, style) !== undefined;
}

/** Stays with the file that is drawing, so that spaces and stops do not cut a line up. */
function faceFor(character: string, style: Style, current?: Face): Face | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  const has = ({ font }: Face): boolean => font.hasGlyphForCodePoint(codePoint);
  // Typefaces of pictures have spaces too, as wide as a picture.
  if (current && has(current) && (!current.pictures || isPicture(character))) return current;
  for (const alphabet of alphabets) {
    const face = ofAlphabet(style, alphabet);
    if (has(face)) return face;
  }
  return isPicture(character) ? pictures.map(ofPictures).find(has) : undefined;
}

function isPicture(character: string): boolean {
  return /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(character);
}

function ofAlphabet(style: Style, alphabet: string): Face {
  const [family, cut] = families[style];
  const key = `${family}-${alphabet}-${cut}`;
  return load(key, `@fontsource/${family}/files/${key}.woff`, false);
}

function ofPictures(key: string): Face {
  return load(key, `@fontsource-variable/noto-emoji/files/${key}.woff2`, true);
}

/** Read when it is needed first: most of them never are. */
function load(key: string, file: string, isOfPictures: boolean): Face {
  const known = loaded.get(key);
  if (known) return known;
  const bytes = readFileSync(require.resolve(file));
  // A quarter of a second to load: the first card waits for it, not the start.
  const { create } = require('fontkit') as typeof import('fontkit');
  const face = { key, bytes, font: create(bytes) as Font, pictures: isOfPictures };
  loaded.set(key, face);
  return face;
}
