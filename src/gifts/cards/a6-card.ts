import type { Card } from './card.js';
import { linkBlock, scanBlock, termsBlock, whatBlock } from './claim.js';
import { A6, type Drawing, type Sheet } from './drawing.js';
import { type Block, fitted } from './lines.js';
import { setMessage } from './message-block.js';
import { forWhom, fromWhom } from './names.js';
import { qrModules } from './qr-code.js';
import { heightOf, setText } from './set-text.js';

const MARGIN = 26;
const WIDTH = A6.width - 2 * MARGIN;
const QR = 98;
const BAND = 6;
/** The name is what is read first. */
const LARGEST = 13;

/** A postcard: whom it is for, the message, and how to open it, on one side; a long message goes on over the page. */
export function a6Card(card: Card): Sheet[] {
  const head = headOf(card);
  const foot = footOf(card);
  const from = fromWhom(card, WIDTH);
  const room = { width: WIDTH, height: foot.y - head.end - heightOf(from) - 32 };
  const back = { width: WIDTH, height: A6.height - 2 * MARGIN - heightOf(from) - 10 };
  const { here, more } = setMessage(card, room, back, LARGEST);
  const last = more.length - 1;
  const front = [
    ...head.drawing,
    ...messageAt(here, head.end + 12, more.length === 0 ? from : null),
    ...(more.length > 0 ? overleaf(card, foot.y) : []),
    ...foot.drawing,
  ];
  const others = more.map((block, index) => messageAt(block, MARGIN, index === last ? from : null));
  return [front, ...others].map((drawing) => ({
    ...A6,
    faces: [{ x: 0, y: 0, turned: false, drawing }],
    guides: [],
  }));
}

/** The message goes on: said where the eye leaves it. */
function overleaf({ words }: Card, footY: number): Drawing {
  const block = fitted(words.t('card.overleaf'), {
    style: 'emphasis',
    width: WIDTH,
    height: 12,
    sizes: [8.5],
    leading: 1.3,
  });
  return setText(block, { x: MARGIN, y: footY - heightOf(block) - 5, style: 'emphasis', tone: 'soft' });
}

function headOf(card: Card): { drawing: Drawing; end: number } {
  const newsroom = fitted(card.newsroom, {
    style: 'strong',
    width: WIDTH,
    height: 14,
    sizes: [10, 9, 8, 7],
    leading: 1.3,
  });
  const whom = forWhom(card, { width: WIDTH, height: 56, sizes: [25, 23, 21, 19, 17, 15, 13, 11, 9.5] });
  const y = BAND + 20;
  const top = y + heightOf(newsroom) + 16;
  const nameY = top + heightOf(whom.lead);
  const drawing: Drawing = [
    { kind: 'area', x: 0, y: 0, width: A6.width, height: BAND, tone: 'accent' },
    ...setText(newsroom, { x: MARGIN, y, style: 'strong' }),
    ...setText(whom.lead, { x: MARGIN, y: top, style: 'emphasis', tone: 'soft' }),
    ...setText(whom.name, { x: MARGIN, y: nameY, style: 'strong' }),
  ];
  return { drawing, end: nameY + heightOf(whom.name) };
}

function messageAt(message: Block, y: number, from: Block | null): Drawing {
  const signY = y + heightOf(message) + (message.lines.length > 0 ? 6 : 0);
  return [
    ...setText(message, { x: MARGIN, y, style: 'text' }),
    ...(from ? setText(from, { x: MARGIN, y: signY, style: 'emphasis', tone: 'soft' }) : []),
  ];
}

function footOf(card: Card): { drawing: Drawing; y: number } {
  const link = linkBlock(card, WIDTH, 7.5);
  const scan = scanBlock(card, WIDTH, 8);
  const linkY = A6.height - 18 - heightOf(link);
  const scanY = linkY - heightOf(scan) - 1;
  const qrY = scanY - QR;
  const x = MARGIN + QR + 4;
  const width = A6.width - MARGIN - x;
  const what = whatBlock(card, width, 46, [11.5, 11, 10.5, 10, 9.5, 9, 8, 7]);
  const terms = termsBlock(card, width, 8);
  const textY = qrY + (QR - heightOf(what) - heightOf(terms) - 4) / 2;
  const drawing: Drawing = [
    { kind: 'rule', x1: MARGIN, y1: qrY, x2: A6.width - MARGIN, y2: qrY, tone: 'accent' },
    // Its quiet zone may stand out over the margin: the code itself is flush.
    { kind: 'qr', x: MARGIN - 8, y: qrY, size: QR, modules: qrModules(card.link) },
    ...setText(what, { x, y: textY, style: 'strong' }),
    ...setText(terms, { x, y: textY + heightOf(what) + 4, style: 'text', tone: 'soft' }),
    ...setText(scan, { x: MARGIN, y: scanY, style: 'text', tone: 'soft' }),
    ...setText(link, { x: MARGIN, y: linkY, style: 'code' }),
  ];
  return { drawing, y: qrY };
}
