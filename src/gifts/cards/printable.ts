import { isPrintable } from './typefaces.js';

/** As a card can show it: composed letters, plain spaces, no more than one empty line, nothing that no typeface has. */
export function printable(text: string): string {
  return (
    [...tidy(text)]
      .filter((character) => character === '\n' || isPrintable(character))
      .join('')
      .replaceAll(/ {2,}/g, ' ')
      .replaceAll(/ +\n/g, '\n')
      // Something left out stood between a word and its stop.
      .replaceAll(/ ([.,!?])(?=\s|$)/g, '$1')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/** What cannot be printed, each once: scripts that the typefaces do not have. */
export function unprintable(text: string): string[] {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(tidy(text));
  const lost = [...graphemes]
    .map(({ segment }) => segment)
    .filter((segment) => segment !== '\n' && ![...segment].every((character) => isPrintable(character)));
  return [...new Set(lost)];
}

function tidy(text: string): string {
  return (
    text
      .normalize('NFC')
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[^\S\n]/g, ' ')
      .replaceAll(/[\u200B\u2060\uFEFF]/g, '')
      // A picture is printed in one colour, and a group of people one by one.
      .replaceAll(/\u200D|\p{Variation_Selector}|\p{Emoji_Modifier}/gu, '')
  );
}
