import { inflateSync } from 'node:zlib';

/** What can be read, copied and searched in a PDF as pdfkit writes it: one line for each text that was set, page by page. */
export function pdfPages(bytes: Buffer): string[][] {
  const objects = new Map(
    [...bytes.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(
      ([, id = '', body = '']) => [id, body],
    ),
  );
  const at = (reference: string | undefined): string => objects.get(reference ?? '') ?? '';
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\n/.test(body))
    .map((page) => {
      const resources = at(/\/Resources (\d+) 0 R/.exec(page)?.[1]);
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id]) => [
          name,
          lettersOf(contentOf(at(/\/ToUnicode (\d+) 0 R/.exec(at(id))?.[1]))),
        ]),
      );
      return textsOf(contentOf(at(/\/Contents (\d+) 0 R/.exec(page)?.[1])), fonts);
    });
}

/** The size of each page in points. */
export function pdfSizes(bytes: Buffer): number[][] {
  return [...bytes.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))],
  );
}

function contentOf(object: string): string {
  const stream = /stream\n([\s\S]*?)\nendstream/.exec(object)?.[1];
  if (stream === undefined) return '';
  const bytes = Buffer.from(stream, 'latin1');
  return (object.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** What each glyph's number stands for. */
function lettersOf(map: string): string[] {
  const letters: string[] = [];
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    for (const [index, [, code = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
      letters[Number.parseInt(from, 16) + index] = Buffer.from(code.replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le');
  return letters;
}

function textsOf(content: string, fonts: Map<string, string[]>): string[] {
  return [...content.matchAll(/BT\n([\s\S]*?)ET/g)].map(([, text = '']) => {
    const letters = fonts.get(/\/(F\d+) [\d.]+ Tf/.exec(text)?.[1] ?? '') ?? [];
    const glyphs = [...text.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => hex).join('');
    return (glyphs.match(/.{4}/g) ?? []).map((glyph) => letters[Number.parseInt(glyph, 16)] ?? '').join('');
  });
}
