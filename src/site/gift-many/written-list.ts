import type { ListedPerson } from '../../gifts/list/listed-person.js';

/** People as a spreadsheet copies them, so that `readList` reads the same again; '' for nobody. */
export function writtenList(people: ListedPerson[]): string {
  if (people.length === 0) return '';
  const lines = people.map(({ name, email, message, day }) =>
    [name, email, message, day].map(quoted).join('\t'),
  );
  return ['name\temail\tmessage\tdate', ...lines].join('\n');
}

function quoted(text: string): string {
  return /["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
