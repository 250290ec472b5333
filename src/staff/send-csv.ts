import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

/** A table as a file (RFC 4180, UTF-8), written while it is read: `pages` is asked for more as fast as it is taken. */
export function sendCsv(
  reply: FastifyReply,
  fileName: string,
  columns: string[],
  pages: AsyncIterable<string[][]>,
): void {
  void reply
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .type('text/csv; charset=utf-8')
    .send(Readable.from(written(columns, pages)));
}

async function* written(columns: string[], pages: AsyncIterable<string[][]>): AsyncGenerator<string> {
  yield line(columns);
  for await (const rows of pages) yield rows.map(line).join('');
}

function line(cells: string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
