import { type Options, parse } from 'csv-parse/sync';
import { headingOf, personUnder } from './headed-columns.js';
import type { ListedPerson } from './listed-person.js';
import { peopleOn } from './unheaded-line.js';

const separators = ['\t', ';', ','] as const;
type Separator = (typeof separators)[number];

/** People as they were pasted or as a spreadsheet saved them: one a line, with or without a heading. Nothing is left out. */
export function readList(text: string): ListedPerson[] {
  const separator = separatorOf(text);
  const lines = cellsOf(text, separator).filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const columns = headingOf(lines[0] ?? []);
  // As it would have been typed.
  const typed = separator === '\t' ? ' ' : `${separator} `;
  if (!columns) return lines.flatMap((cells) => peopleOn(cells, typed));
  return lines.slice(1).map((cells) => personUnder(columns, cells, typed));
}

/** What stands beside the addresses; without any, what the first line has most of. */
function separatorOf(text: string): Separator {
  const beginning = text.slice(0, 20_000);
  const beside = (separator: Separator): number =>
    beginning.match(new RegExp(`@[^\\s,;"<>]+[">]* ?${separator}|${separator} ?"?[^\\s,;"<>]+@`, 'g'))
      ?.length ?? 0;
  const firstLine = text.trimStart().split('\n', 1)[0] ?? '';
  const within = (separator: Separator): number => firstLine.split(separator).length - 1;
  return mostOf(beside) ?? mostOf(within) ?? ',';
}

function mostOf(count: (separator: Separator) => number): Separator | null {
  const counts = separators.map((separator) => ({ separator, count: count(separator) }));
  const most = counts.reduce((best, each) => (each.count > best.count ? each : best));
  return most.count > 0 ? most.separator : null;
}

function cellsOf(text: string, delimiter: Separator): string[][] {
  const options: Options = {
    delimiter,
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
  };
  try {
    return parse(text, { ...options, relax_quotes: true }) as string[][];
  } catch {
    // A quote that is never closed swallows the rest of the list: then quotes are letters like others.
    return parse(text, { ...options, quote: null }) as string[][];
  }
}
