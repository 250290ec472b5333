import { addressed, type ListedPerson, nobody } from './listed-person.js';
import { writtenDay } from './written-day.js';

type Column = keyof ListedPerson | 'familyName';

/** What people write above a column, in small letters and without anything else. */
const headings: Record<Column, string[]> = {
  name: ['name', 'recipient', 'recipientname', 'fullname', 'person', 'who', 'firstname', 'givenname'].concat([
    'імя',
    'піб',
    'кому',
    'отримувач',
    'одержувач',
  ]),
  familyName: ['lastname', 'surname', 'familyname', 'прізвище'],
  email: ['email', 'mail', 'emailaddress', 'address', 'recipientemail'].concat([
    'пошта',
    'електроннапошта',
    'епошта',
    'адреса',
    'електроннаадреса',
    'імейл',
    'емейл',
  ]),
  message: ['message', 'text', 'words', 'note', 'greeting', 'wish', 'wishes'].concat([
    'повідомлення',
    'текст',
    'слова',
    'привітання',
    'побажання',
  ]),
  day: [
    'date',
    'day',
    'when',
    'deliveron',
    'delivery',
    'deliverydate',
    'senddate',
    'sendon',
    'birthday',
  ].concat(['дата', 'день', 'коли', 'датадоставки']),
};

/** Which column holds what, when the line is a heading and not a person; null when it is not. */
export function headingOf(cells: string[]): (Column | null)[] | null {
  if (cells.some((cell) => cell.includes('@'))) return null;
  const columns = cells.map(columnNamed);
  return columns.includes('email') || columns.filter(Boolean).length > 1 ? columns : null;
}

function columnNamed(heading: string): Column | null {
  const letters = heading.toLowerCase().replaceAll(/[^\p{L}]/gu, '');
  const found = Object.entries(headings).find(([, names]) => names.includes(letters));
  return found ? (found[0] as Column) : null;
}

/** A line below such a heading. A message whose own separators were not quoted runs over: it is put together again. */
export function personUnder(columns: (Column | null)[], cells: string[], separator: string): ListedPerson {
  const fitting = joinSurplus(columns, cells, separator);
  const person = { ...nobody };
  for (const [index, column] of columns.entries()) {
    const cell = fitting[index]?.trim() ?? '';
    if (column === 'familyName') person.name = `${person.name} ${cell}`.trim();
    else if (column === 'name') person.name = `${cell} ${person.name}`.trim();
    else if (column) person[column] = cell;
  }
  const whole = addressed(person.email);
  const email = whole?.email ?? person.email;
  return { ...person, name: person.name || (whole?.name ?? ''), email, day: writtenDay(person.day) };
}

function joinSurplus(columns: unknown[], cells: string[], separator: string): string[] {
  const surplus = cells.length - columns.length;
  const message = columns.indexOf('message');
  if (surplus <= 0 || message < 0) return cells;
  const joined = cells.slice(message, message + surplus + 1).join(separator);
  return [...cells.slice(0, message), joined, ...cells.slice(message + surplus + 1)];
}
