import fc from 'fast-check';
import jsQR from 'jsqr';
import { a6Card } from '../../../src/gifts/cards/a6-card.js';
import type { Card } from '../../../src/gifts/cards/card.js';
import { cardWords } from '../../../src/gifts/cards/card-words.js';
import { A6, type Drawing, type Mark, type Sheet } from '../../../src/gifts/cards/drawing.js';
import { foldedCard } from '../../../src/gifts/cards/folded-card.js';
import { printable, unprintable } from '../../../src/gifts/cards/printable.js';
import { QUIET_MODULES } from '../../../src/gifts/cards/qr-code.js';
import { widthInEm } from '../../../src/gifts/cards/typefaces.js';

const link = 'https://members.meridian.example/redeem/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCde';

function buildCard(given: Partial<Card> = {}): Card {
  return {
    giverName: 'Ann Archer',
    recipientName: 'Olena Kovalenko',
    message: 'Happy birthday, and read on!',
    months: 12,
    tier: 'supporter',
    newsroom: 'The Meridian',
    link,
    claimUntil: new Date('2027-11-23T00:00:00Z'),
    words: cardWords('en'),
    ...given,
  };
}

const formats: [string, (card: Card) => Sheet[]][] = [
  ['A6', a6Card],
  ['A4 to fold', foldedCard],
];

const isText = (mark: Mark): mark is Extract<Mark, { kind: 'text' }> => mark.kind === 'text';

function texts(sheets: Sheet[]): string[] {
  return sheets.flatMap(({ faces }) =>
    faces.flatMap(({ drawing }) => drawing.filter(isText).map(({ text }) => text)),
  );
}

/** The giver's own words are all that is set in black and in small. */
function message(sheets: Sheet[]): string {
  const marks = sheets.flatMap(({ faces }) => faces.flatMap(({ drawing }) => drawing.filter(isText)));
  const own = marks.filter(({ style, tone }) => style === 'text' && tone === 'ink');
  return words(own.map(({ text }) => text).join(''));
}

const words = (text: string): string => text.replaceAll(/\s+/g, '');

/** How far anything stands out of its face, in points. */
function overhang(drawing: Drawing): number {
  const right = (mark: Mark): number => {
    if (mark.kind === 'text') return mark.x + widthInEm(mark.text, mark.style) * mark.size;
    if (mark.kind === 'qr') return mark.x + mark.size;
    return mark.kind === 'area' ? mark.x + mark.width : 0;
  };
  const bottom = (mark: Mark): number => {
    if (mark.kind === 'text') return mark.baseline;
    if (mark.kind === 'qr') return mark.y + mark.size;
    return mark.kind === 'area' ? mark.y + mark.height : 0;
  };
  return Math.max(...drawing.map((mark) => Math.max(right(mark) - A6.width, bottom(mark) - A6.height)));
}

/** Texts of one face that stand in each other's way. */
function collisions(drawing: Drawing): string[] {
  const boxes = drawing.filter(isText).map(({ text, style, size, x, baseline }) => {
    const width = widthInEm(text, style) * size;
    return { text, left: x, right: x + width, top: baseline - size * 0.7, bottom: baseline + size * 0.05 };
  });
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.text} / ${other.text}`),
  );
}

describe.each(formats)('a card on %s', (_name, draw) => {
  it('says for whom, from whom, what, until when, and where', () => {
    const said = texts(draw(buildCard())).join(' ');
    for (const part of ['A gift for', 'Olena', 'Happy birthday', 'from Ann Archer', '12 months', '2027'])
      expect(said).toContain(part);
    expect(words(said)).toContain(link);
  });

  it('cuts no word that fits in a smaller size', () => {
    expect(texts(draw(buildCard({ recipientName: 'Grandmother' })))).toContain('Grandmother');
    const message = 'See https://www.example.org/a-page-with-a-name';
    expect(texts(draw(buildCard({ message }))).join(' ')).toContain(message);
  });

  it('has a code that a camera reads as the link', () => {
    const [qr] = draw(buildCard()).flatMap(({ faces }) =>
      faces.flatMap(({ drawing }) => drawing.filter((mark) => mark.kind === 'qr')),
    );
    expect(qr && read(qr.modules)).toBe(link);
    // A phone's camera wants modules of a third of a millimetre at least.
    expect((qr?.size ?? 0) / ((qr?.modules.length ?? 0) + 2 * QUIET_MODULES)).toBeGreaterThan(1.5);
  });

  it.each<[string, Partial<Card>]>([
    ['1,000 letters', { message: 'Дорога Євгеніє, ґанок і їжак! '.repeat(40).slice(0, 1000) }],
    ['as many lines as letters', { message: 'a\n'.repeat(500) }],
    ['one word of 1,000 wide letters', { message: 'W'.repeat(1000) }],
    [
      'names of 200 letters',
      {
        recipientName: 'Щ'.repeat(200),
        giverName: 'Wolfeschlegel '.repeat(15).slice(0, 200),
        message: 'x '.repeat(500),
      },
    ],
    ['nothing but a link', { recipientName: null, message: null }],
    ['Ukrainian', { words: cardWords('uk') }],
    [
      'Ukrainian with long names',
      { words: cardWords('uk'), recipientName: 'Щ'.repeat(200), giverName: 'Щедрик '.repeat(28) },
    ],
    [
      'a newsroom of a long name',
      { newsroom: 'The Very Independent Evening Newspaper of Kamianets-Podilskyi and Around' },
    ],
    ['a long address', { link: `https://${'memberships.'.repeat(6)}example.org/redeem/${'A'.repeat(43)}` }],
  ])('cuts off nothing of %s', (_what, given) => {
    const card = buildCard(given);
    const sheets = draw(card);
    expect(message(sheets)).toBe(words(card.message ?? ''));
    expect(words(texts(sheets).join(''))).toContain(words(card.recipientName ?? ''));
    for (const { drawing } of sheets.flatMap(({ faces }) => faces)) {
      expect(overhang(drawing)).toBeLessThanOrEqual(0);
      expect(collisions(drawing)).toEqual([]);
    }
  });

  it('holds whatever message is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 1000 }), (text) => {
        const sheets = draw(buildCard({ message: text }));
        expect(message(sheets)).toBe(words(printable(text)));
        for (const { drawing } of sheets.flatMap(({ faces }) => faces))
          expect(collisions(drawing)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

it('tells what cannot be printed', () => {
  expect(unprintable('Вітаю, José! 🎉 你好 🎉')).toEqual(['你', '好']);
  expect(printable('Вітаю 你. І\u0308жак — «так» ❤️👍🏽')).toBe('Вітаю. Їжак — «так» ❤👍');
});

/** As a camera would: eight dots for each module. */
function read(modules: boolean[][]): string | undefined {
  const scale = 8;
  const side = (modules.length + 2 * QUIET_MODULES) * scale;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const [row, column] = [y, x].map((at) => Math.floor(at / scale) - QUIET_MODULES);
      if (modules[row ?? -1]?.[column ?? -1]) image.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  const decode = jsQR as unknown as typeof jsQR.default;
  return decode(image, side, side)?.data;
}
