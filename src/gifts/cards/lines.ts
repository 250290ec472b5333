import { type Style, widthInEm } from './typefaces.js';

/** Text broken into lines of a width; sizes and widths in points. */
export interface Block {
  size: number;
  /** From one line to the next. */
  leading: number;
  lines: string[];
}

interface Fit {
  style: Style;
  width: number;
  height: number;
  /** From the one that is tried first to the smallest that can be read. */
  sizes: readonly number[];
  /** Of the size. */
  leading: number;
}

/**
 * As large as fits without cutting a word; else as large as fits. At the smallest size it may be higher than there is room, and
 * flows on.
 */
export function fitted(text: string, { style, width, height, sizes, leading }: Fit): Block {
  const measured = measure(text, style);
  const widest = Math.max(0, ...measured.flat().map(({ em }) => em));
  let cut: Block | null = null;
  let block: Block = { size: 0, leading: 0, lines: [] };
  for (const size of sizes) {
    block = { size, leading: size * leading, lines: broken(measured, style, width / size) };
    if (block.lines.length * block.leading > height) continue;
    if (widest * size <= width) return block;
    cut ??= block;
  }
  return cut ?? block;
}

interface Word {
  text: string;
  em: number;
  /** Measured when it has to be cut. */
  letters?: Word[];
}

/** Words of paragraphs with their widths, which grow with the size alone. */
function measure(text: string, style: Style): Word[][] {
  return text.split('\n').map((paragraph) =>
    paragraph
      .split(' ')
      .filter(Boolean)
      .map((word) => ({ text: word, em: widthInEm(word, style) })),
  );
}

function broken(paragraphs: Word[][], style: Style, width: number): string[] {
  const space = widthInEm(' ', style);
  return paragraphs.flatMap((words) => {
    const lines: string[] = [];
    let line: Word = { text: '', em: 0 };
    for (const word of words.flatMap((each) => pieces(each, style, width))) {
      const em = line.em + space + word.em;
      if (line.text !== '' && em > width) lines.push(line.text);
      line = line.text === '' || em > width ? word : { text: `${line.text} ${word.text}`, em };
    }
    return [...lines, line.text];
  });
}

/** A word that is wider than the line is cut between letters. */
function pieces(word: Word, style: Style, width: number): Word[] {
  if (word.em <= width) return [word];
  word.letters ??= lettersOf(word.text, style);
  const found: Word[] = [];
  let piece: Word = { text: '', em: 0 };
  for (const { text, em } of word.letters) {
    if (piece.em + em > width && piece.text !== '') {
      found.push(piece);
      piece = { text: '', em: 0 };
    }
    piece = { text: piece.text + text, em: piece.em + em };
  }
  return [...found, piece];
}

function lettersOf(text: string, style: Style): Word[] {
  const segments = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
  const widths = new Map<string, number>();
  return segments.map(({ segment }) => {
    const em = widths.get(segment) ?? widthInEm(segment, style);
    widths.set(segment, em);
    return { text: segment, em };
  });
}
