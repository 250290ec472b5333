import PDFDocument from 'pdfkit';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { A6, type Mark, type Sheet, type Tone } from './drawing.js';
import { QUIET_MODULES, stretches } from './qr-code.js';
import { type Run, runsOf, runWidthInEm } from './typefaces.js';

type Colours = Record<Tone, string>;
type Document = InstanceType<typeof PDFDocument>;

interface Printing {
  title: string;
  author: string;
  /** `#0a5c4a` */
  accent: string;
}

/** Starts to write a PDF; it can be sent while it grows. Other requests get their turn between two sheets. */
export function writePdf(sheets: Iterable<Sheet>, { title, author, accent }: Printing): Document {
  const document = new PDFDocument({
    autoFirstPage: false,
    info: { Title: title, Author: author },
    lang: 'en',
    displayTitle: true,
  });
  const colours: Colours = { ink: '#1c1b18', soft: '#57534a', accent };
  write(document, sheets, colours).catch((error: unknown) =>
    document.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return document;
}

async function write(document: Document, sheets: Iterable<Sheet>, colours: Colours): Promise<void> {
  const known = new Set<string>();
  for (const sheet of sheets) {
    document.addPage({ size: [sheet.width, sheet.height], margin: 0 });
    for (const mark of sheet.guides) draw(document, mark, colours, known);
    for (const { x, y, turned, drawing } of sheet.faces) {
      document.save().translate(x, y);
      if (turned) document.rotate(180, { origin: [A6.width / 2, A6.height / 2] });
      for (const mark of drawing) draw(document, mark, colours, known);
      document.restore();
    }
    await yieldToOthers();
  }
  document.end();
}

function draw(document: Document, mark: Mark, colours: Colours, known: Set<string>): void {
  switch (mark.kind) {
    case 'text':
      return drawText(document, mark, colours[mark.tone], known);
    case 'area':
      document.rect(mark.x, mark.y, mark.width, mark.height).fill(colours[mark.tone]);
      return;
    case 'shape':
      document.save().fillOpacity(mark.opacity).path(mark.d).fill(colours[mark.tone]).restore();
      return;
    case 'rule':
      return drawRule(document, mark, colours[mark.tone]);
    case 'qr':
      return drawQr(document, mark, colours.ink);
  }
}

function drawText(
  document: Document,
  { text, style, size, x, baseline }: Extract<Mark, { kind: 'text' }>,
  colour: string,
  known: Set<string>,
): void {
  let at = x;
  const runs = runsOf(text, style);
  for (const run of runs) {
    if (run.face.pictures) drawPictures(document, run, { size, x: at, baseline }, colour);
    else setLetters(document, run, { size, x: at, baseline }, colour, known);
    if (runs.length > 1) at += runWidthInEm(run) * size;
  }
}

interface Place {
  size: number;
  x: number;
  baseline: number;
}

function setLetters(
  document: Document,
  { text, face }: Run,
  at: Place,
  colour: string,
  known: Set<string>,
): void {
  if (!known.has(face.key)) document.registerFont(face.key, face.bytes);
  known.add(face.key);
  document.font(face.key).fontSize(at.size).fillColor(colour);
  document.text(text, at.x, at.baseline, { lineBreak: false, baseline: 'alphabetic' });
}

/** As shapes: a typeface of pictures cannot be taken into a PDF in part. */
function drawPictures(document: Document, { text, face }: Run, at: Place, colour: string): void {
  const { glyphs, positions } = face.font.layout(text);
  const scale = at.size / face.font.unitsPerEm;
  let x = at.x;
  for (const [index, glyph] of glyphs.entries()) {
    document
      .save()
      .translate(x, at.baseline)
      .scale(scale, -scale)
      .path(glyph.path.toSVG())
      .fill(colour)
      .restore();
    x += (positions[index]?.xAdvance ?? 0) * scale;
  }
}

function drawRule(
  document: Document,
  { x1, y1, x2, y2, dashed }: Extract<Mark, { kind: 'rule' }>,
  colour: string,
): void {
  document.save().lineWidth(0.6).moveTo(x1, y1).lineTo(x2, y2);
  if (dashed) document.dash(3, { space: 3 });
  document.stroke(colour).restore();
}

/** Modules side by side are one area: no hairs of white between them. */
function drawQr(
  document: Document,
  { x, y, size, modules }: Extract<Mark, { kind: 'qr' }>,
  colour: string,
): void {
  const unit = size / (modules.length + 2 * QUIET_MODULES);
  for (const [row, line] of modules.entries()) {
    for (const [from, length] of stretches(line)) {
      const left = x + (from + QUIET_MODULES) * unit;
      document.rect(left, y + (row + QUIET_MODULES) * unit, length * unit, unit * 1.01);
    }
  }
  document.fill(colour);
}
