import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TableName, Tables } from './tables.js';

export type Change = {
  [K in TableName]: [table: K, row: Tables[K]] | [table: K, row: null, id: string];
}[TableName];

const CHUNK_BYTES = 1 << 20;

/**
 * An append-only file, one line per transaction. A line is handed to the operating system before the answer
 * leaves, so a killed process loses nothing that it has answered; a line torn by the kill was never answered.
 */
export class Journal {
  private file: number | null = null;

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  }

  *read(): Generator<Change[]> {
    if (!existsSync(this.path)) return;
    const { lines, torn } = linesOf(this.path);
    for (const line of lines()) yield JSON.parse(line) as Change[];
    if (torn()) console.warn('The Stripe stand-in drops a last, unfinished line of its journal.');
  }

  /** Replaces the file with the rows that are there now, and opens it for appending. */
  open(rows: Iterable<Change>): void {
    const fresh = `${this.path}.new`;
    const file = openSync(fresh, 'w', 0o600);
    let chunk = '';
    for (const change of rows) {
      chunk += `${JSON.stringify([change])}\n`;
      if (chunk.length < CHUNK_BYTES) continue;
      writeFully(file, chunk);
      chunk = '';
    }
    writeFully(file, chunk);
    renameSync(fresh, this.path);
    this.file = file;
  }

  append(changes: Change[]): void {
    if (this.file === null) throw new Error('The journal is closed.');
    writeFully(this.file, `${JSON.stringify(changes)}\n`);
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }
}

function writeFully(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let sent = 0; sent < bytes.length;) sent += writeSync(file, bytes, sent);
}

/** Line by line, because a long-lived journal is larger than the longest string that Node can hold. */
function linesOf(path: string): { lines: () => Generator<string>; torn: () => boolean } {
  let rest = Buffer.alloc(0);
  function* lines(): Generator<string> {
    const file = openSync(path, 'r');
    const chunk = Buffer.alloc(CHUNK_BYTES);
    try {
      for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
        rest = Buffer.concat([rest, chunk.subarray(0, size)]);
        for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
          yield rest.toString('utf8', 0, end);
          rest = rest.subarray(end + 1);
        }
      }
    } finally {
      closeSync(file);
    }
  }
  return { lines, torn: () => rest.length > 0 };
}
