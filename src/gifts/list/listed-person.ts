/** One line of a list as it was written; whatever is missing is ''. */
export interface ListedPerson {
  name: string;
  email: string;
  message: string;
  /** `2026-12-24`, or what was written when it is no day. */
  day: string;
}

export const nobody: ListedPerson = { name: '', email: '', message: '', day: '' };

/** `Olena Kovalenko <olena@example.org>` as mail programs copy it, or an address alone. */
const address = /^(?:"?([^"<>]*?)"?\s*<\s*)?([^\s<>"@]+@[^\s<>"@]+?)\s*>?$/;

export function addressed(cell: string): Pick<ListedPerson, 'name' | 'email'> | null {
  const [, name = '', email] = address.exec(cell.trim()) ?? [];
  return email ? { name: name.trim(), email } : null;
}
