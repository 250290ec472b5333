import { addressed, type ListedPerson, nobody } from './listed-person.js';
import { looksLikeDay, writtenDay } from './written-day.js';

/** A line of a list without a heading: the address tells itself, before it stands the name, behind it message and day. */
export function peopleOn(cells: string[], separator: string): ListedPerson[] {
  const people = cells.map(addressed).filter((found) => found !== null);
  // Addresses side by side, as from a mail program's field.
  if (people.length > 1) return people.map((person) => ({ ...nobody, ...person }));
  const place = placeOfAddress(cells);
  const written = place === null ? '' : (cells[place]?.trim() ?? '');
  const whole = addressed(written);
  const name = cells
    .slice(0, place ?? 1)
    .join(' ')
    .trim();
  const rest = cells.slice((place ?? 0) + 1);
  return [
    { name: name || (whole?.name ?? ''), email: whole?.email ?? written, ...messageAndDay(rest, separator) },
  ];
}

/** Where the address stands or ought to; null where the name is followed by something else. */
function placeOfAddress(cells: string[]): number | null {
  const found = cells.findIndex((cell) => addressed(cell) !== null);
  if (found >= 0) return found;
  const resembling = cells.findIndex((cell) => cell.includes('@'));
  if (resembling >= 0) return resembling;
  const [, second] = cells;
  if (second === undefined) return null;
  // A word right behind the name, such as `olena.example.org`, was meant to be one.
  const isMistyped = /^[^\s]+\.[^\s]+$/.test(second.trim()) && !looksLikeDay(second);
  return isMistyped || second.trim() === '' ? 1 : null;
}

function messageAndDay(cells: string[], separator: string): Pick<ListedPerson, 'message' | 'day'> {
  const rest = cells.map((cell) => cell.trim());
  while (rest.at(-1) === '') rest.pop();
  const last = rest.at(-1) ?? '';
  const day = looksLikeDay(last) ? writtenDay(last) : '';
  const message = (day ? rest.slice(0, -1) : rest).join(separator).trim();
  return { message, day };
}
