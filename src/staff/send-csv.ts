import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { type CsvCell, csvLine } from './csv-line.js';

/** A table as a file (RFC 4180, UTF-8), written while it is read: `pages` is asked for more as fast as it is taken. */
export function sendCsv(
  reply: FastifyReply,
  fileName: string,
  columns: string[],
  pages: AsyncIterable<CsvCell[][]>,
): void {
  void reply
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .type('text/csv; charset=utf-8')
    .send(Readable.from(written(columns, pages)));
}

async function* written(columns: string[], pages: AsyncIterable<CsvCell[][]>): AsyncGenerator<string> {
  yield csvLine(columns);
  for await (const rows of pages) yield rows.map(csvLine).join('');
}
