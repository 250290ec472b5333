/** A text is a text, also where it looks like a formula; a number stays one. */
export type CsvCell = string | number;

/** What makes spreadsheets calculate (OWASP, "CSV injection"), the wide forms of East Asian keyboards too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** One record of RFC 4180, with its end. */
export function csvLine(cells: CsvCell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

function written(cell: CsvCell): string {
  if (typeof cell === 'number') return String(cell);
  // An apostrophe in front is what spreadsheets take for "this is text"; nothing is lost by taking it off again.
  if (FORMULA.test(cell)) return quoted(`'${cell}`);
  return /[",\r\n]/.test(cell) ? quoted(cell) : cell;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
