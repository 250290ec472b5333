import type { FieldErrors } from '../../common/errors.js';
import { MOST_RECIPIENTS } from '../../gifts/gift-sizes.js';
import { decodeFile } from '../../gifts/list/decode-file.js';
import { type ListedPerson, nobody } from '../../gifts/list/listed-person.js';
import { readList } from '../../gifts/list/read-list.js';
import type { UploadedFile } from '../../http/uploads.js';
import { formValues } from '../form-values.js';
import type { Text } from '../messages/text.js';
import type { FormValues } from '../offers.js';
import { writtenList } from './written-list.js';

/** What was sent: the people of the table, and those that a pasted or uploaded list added to them. */
export interface ListForm {
  /** All but the table. */
  values: FormValues;
  people: ListedPerson[];
  /** How many of them came with a list just now. */
  added: number;
  /** At `paste` or `file`. */
  errors: FieldErrors;
}

const cell = /^rows\.(\d{1,4})\.(name|email|message|day)$/;

export function listForm(body: unknown, text: Text): ListForm {
  const sent = formValues(body);
  const rows = withoutRemoved(typedRows(sent), sent.action);
  const file = (body as { file?: unknown } | null)?.file;
  const { people: uploaded, error } = fromFile(file, text);
  const pasted = sent.paste ?? '';
  const isEndless = hasTooManyLines(pasted);
  const listed = [...(isEndless ? [] : readList(pasted)), ...uploaded];
  const all = [...rows, ...listed];
  const people = all.slice(0, MOST_RECIPIENTS);
  const tooMany = all.slice(MOST_RECIPIENTS);
  const errors: FieldErrors = error ? { file: error } : {};
  if (tooMany.length > 0)
    errors.paste = text.t('many.tooMany', { count: all.length, most: MOST_RECIPIENTS, left: tooMany.length });
  if (isEndless) errors.paste = text.t('many.lines', { most: MOST_RECIPIENTS });
  const others = Object.entries(sent).filter(([name]) => !cell.test(name));
  // Whoever does not fit stays where they can be copied from.
  const values = { ...Object.fromEntries(others), paste: isEndless ? pasted : writtenList(tooMany) };
  return { values, people, added: Math.min(listed.length, people.length), errors };
}

function typedRows(sent: FormValues): ListedPerson[] {
  const rows = new Map<number, ListedPerson>();
  for (const [name, value = ''] of Object.entries(sent)) {
    const [, place, column] = cell.exec(name) ?? [];
    if (!place) continue;
    const row = rows.get(Number(place)) ?? { ...nobody };
    row[column as keyof ListedPerson] = value.replaceAll('\r\n', '\n').trim();
    rows.set(Number(place), row);
  }
  return [...rows].sort(([one], [other]) => one - other).map(([, row]) => row);
}

/** Rows that were left empty are nobody. */
function withoutRemoved(rows: ListedPerson[], action = ''): ListedPerson[] {
  const removed = /^remove:(\d+)$/.exec(action)?.[1];
  return rows.filter(
    (row, place) => String(place) !== removed && Object.values(row).some((text) => text !== ''),
  );
}

function fromFile(file: unknown, text: Text): { people: ListedPerson[]; error?: string } {
  if (typeof file !== 'object' || file === null) return { people: [] };
  const { bytes, cut } = file as UploadedFile;
  if (cut) return { people: [], error: text.t('many.file.large') };
  const decoded = decodeFile(bytes);
  if ('fault' in decoded)
    return {
      people: [],
      error: text.t(decoded.fault === 'workbook' ? 'many.file.workbook' : 'many.file.binary'),
    };
  if (hasTooManyLines(decoded.text))
    return { people: [], error: text.t('many.lines', { most: MOST_RECIPIENTS }) };
  const people = readList(decoded.text);
  return people.length > 0 ? { people } : { people, error: text.t('many.file.empty') };
}

/** A message may have lines of its own; what is far beyond any order is not even read. */
const MOST_LINES = 20 * MOST_RECIPIENTS;

function hasTooManyLines(text: string): boolean {
  return text.split('\n', MOST_LINES + 1).length > MOST_LINES;
}
