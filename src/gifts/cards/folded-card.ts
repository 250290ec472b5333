import { ribbon } from './bow.js';
import type { Card } from './card.js';
import { linkBlock, scanBlock, termsBlock, whatBlock } from './claim.js';
import { A4, A6, type Drawing, type Sheet } from './drawing.js';
import { type Block, fitted } from './lines.js';
import { setMessage } from './message-block.js';
import { forWhom, fromWhom } from './names.js';
import { printable } from './printable.js';
import { qrModules } from './qr-code.js';
import { heightOf, setText } from './set-text.js';

const MARGIN = 34;
const WIDTH = A6.width - 2 * MARGIN;
const QR = 136;
const [KNOT_X, KNOT_Y] = [58, 296];

/**
 * A sheet that is printed on one side and folded twice: the upper half back behind the lower one, then like a book. What
 * stands in the upper half is upside down on paper and upright in the card. A message that does not fit comes on leaves to put in.
 */
export function foldedCard(card: Card): Sheet[] {
  const { cover, inside, claim, leaves } = cardFaces(card);
  const faces = [
    { ...upper.right, drawing: inside },
    { ...upper.left, drawing: claim },
    { ...lower.right, drawing: cover },
    { ...lower.left, drawing: backOf(card) },
  ];
  return [{ ...A4, faces, guides: folds() }, ...sheetsOf(leaves)];
}

/** What is seen of it when it is opened, each face of A6; `leaves` are put in. */
export function cardFaces(card: Card): {
  cover: Drawing;
  inside: Drawing;
  claim: Drawing;
  leaves: Drawing[];
} {
  const from = fromWhom(card, WIDTH);
  const room = { width: WIDTH, height: A6.height - 2 * MARGIN - heightOf(from) - 12 };
  const { here, more } = setMessage(card, room, room);
  const last = more.length - 1;
  return {
    cover: coverOf(card),
    inside: insideOf(here, last < 0 ? from : null),
    claim: claimOf(card),
    leaves: more.map((block, index) => insideOf(block, index === last ? from : null)),
  };
}

const upper = {
  left: { x: 0, y: 0, turned: true },
  right: { x: A6.width, y: 0, turned: true },
};
const lower = {
  left: { x: 0, y: A6.height, turned: false },
  right: { x: A6.width, y: A6.height, turned: false },
};

function coverOf(card: Card): Drawing {
  const x = KNOT_X + 34;
  const width = A6.width - x - 26;
  const whom = forWhom(card, { width, height: 150, sizes: [34, 31, 28, 25, 22, 20, 18, 16, 14, 12, 10] });
  const y = 62;
  const newsroom = fitted(printable(card.newsroom), {
    style: 'strong',
    width,
    height: 30,
    sizes: [12, 11, 10, 9, 8],
    leading: 1.3,
  });
  return [
    ...ribbon(A6.width, A6.height, KNOT_X, KNOT_Y),
    ...setText(whom.lead, { x, y, style: 'emphasis', tone: 'soft' }),
    ...setText(whom.name, { x, y: y + heightOf(whom.lead) + 2, style: 'strong' }),
    ...setText(newsroom, { x, y: A6.height - 40 - heightOf(newsroom), style: 'strong' }),
  ];
}

/** The message in the middle of the page, a little above. */
function insideOf(message: Block, from: Block | null): Drawing {
  const gap = message.lines.length > 0 ? 12 : 0;
  const height = heightOf(message) + gap + (from ? heightOf(from) : 0);
  const y = MARGIN + Math.max(0, (A6.height - 2 * MARGIN - height) * 0.42);
  return [
    ...setText(message, { x: MARGIN, y, style: 'text' }),
    ...(from
      ? setText(from, { x: MARGIN, y: y + heightOf(message) + gap, style: 'emphasis', tone: 'soft' })
      : []),
  ];
}

function claimOf(card: Card): Drawing {
  const what = whatBlock(card, WIDTH, 60, [14, 13, 12, 11, 10, 9, 8]);
  const scan = scanBlock(card, WIDTH, 9);
  const link = linkBlock(card, WIDTH, 9);
  const terms = termsBlock(card, WIDTH, 9);
  const gap = 12;
  const height = [what, scan, link, terms].reduce((sum, block) => sum + heightOf(block) + gap, QR);
  const centred = { x: MARGIN, centredIn: WIDTH };
  let y = Math.max(MARGIN, (A6.height - height) * 0.45);
  const next = (used: number): number => {
    const here = y;
    y += used + gap;
    return here;
  };
  return [
    ...setText(what, { ...centred, y: next(heightOf(what)), style: 'strong' }),
    { kind: 'qr', x: (A6.width - QR) / 2, y: next(QR - gap), size: QR, modules: qrModules(card.link) },
    ...setText(scan, { ...centred, y: next(heightOf(scan) - 6), style: 'text', tone: 'soft' }),
    ...setText(link, { ...centred, y: next(heightOf(link)), style: 'code' }),
    ...setText(terms, { ...centred, y: next(heightOf(terms)), style: 'text', tone: 'soft' }),
  ];
}

function backOf(card: Card): Drawing {
  const newsroom = fitted(printable(card.newsroom), {
    style: 'strong',
    width: WIDTH,
    height: 14,
    sizes: [10, 9, 8, 7],
    leading: 1.3,
  });
  const host = fitted(new URL(card.link).host, {
    style: 'text',
    width: WIDTH,
    height: 12,
    sizes: [8.5, 8, 7],
    leading: 1.3,
  });
  const y = A6.height - 40 - heightOf(newsroom) - heightOf(host);
  return [
    { kind: 'rule', x1: A6.width / 2 - 14, y1: y - 12, x2: A6.width / 2 + 14, y2: y - 12, tone: 'accent' },
    ...setText(newsroom, { x: MARGIN, y, centredIn: WIDTH, style: 'strong' }),
    ...setText(host, { x: MARGIN, y: y + heightOf(newsroom), centredIn: WIDTH, style: 'text', tone: 'soft' }),
  ];
}

/** Short strokes at the edges, where a folding bone begins. */
function folds(): Drawing {
  const { width, height } = A4;
  const stroke = { kind: 'rule', tone: 'soft', dashed: true } as const;
  return [
    { ...stroke, x1: 0, y1: height / 2, x2: 16, y2: height / 2 },
    { ...stroke, x1: width - 16, y1: height / 2, x2: width, y2: height / 2 },
    { ...stroke, x1: width / 2, y1: 0, x2: width / 2, y2: 16 },
    { ...stroke, x1: width / 2, y1: height - 16, x2: width / 2, y2: height },
  ];
}

/** Leaves of a quarter of the sheet, to be cut apart. */
function sheetsOf(leaves: Drawing[]): Sheet[] {
  const places = [upper.left, upper.right, lower.left, lower.right];
  const sheets: Sheet[] = [];
  for (let from = 0; from < leaves.length; from += places.length) {
    const faces = leaves.slice(from, from + places.length).map((drawing, index) => {
      const { x, y } = places[index] ?? upper.left;
      return { x, y, turned: false, drawing };
    });
    sheets.push({ ...A4, faces, guides: folds() });
  }
  return sheets;
}
