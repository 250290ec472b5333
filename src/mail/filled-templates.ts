import type { MailTemplates, TemplateName } from './templates.js';

/**
 * E-mails that go out by the thousand at one moment, and what differs between them: texts that the template writes down as
 * they are, each in a place of its own. The rest is rendered once.
 */
const varying: { [T in TemplateName]?: (keyof MailTemplates[T])[] } = {
  'gift-delivery': ['recipientName', 'giverName', 'message', 'link'],
  'gift-reminder': ['recipientName', 'giverName', 'message', 'link'],
};

/** Enough for the terms, days and languages of one morning. */
const MOST_KEPT = 200;
/** Characters of the Private Use Area, which React leaves alone, around a field's name. */
const slot = (field: string): string => `\u{E000}${field}\u{E001}`;
const slots = /\u{E000}(\w+)\u{E001}/u;

/** The fixed parts at even places, the names of the fields between them at odd ones. */
type Skeleton = string[];
type Params = Record<string, unknown>;

const kept = new Map<string, Skeleton>();

/** The same HTML as rendering it with these parameters; null for what is not written so often. */
export async function fillTemplate<T extends TemplateName>(
  template: T,
  params: MailTemplates[T],
  house: string,
  render: (params: MailTemplates[T]) => Promise<string>,
): Promise<string | null> {
  const fields = varying[template] as string[] | undefined;
  const given = params as unknown as Params;
  // A text of the reader's own could look like a place to be filled.
  if (!fields || fields.some((field) => String(given[field] ?? '').includes('\u{E000}'))) return null;
  const empty = { ...given };
  for (const field of fields) if (given[field]) empty[field] = slot(field);
  const key = JSON.stringify([template, house, empty]);
  let skeleton = kept.get(key);
  if (!skeleton) {
    skeleton = (await render(empty as unknown as MailTemplates[T])).split(slots);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, skeleton);
  }
  return skeleton.map((part, index) => (index % 2 === 1 ? written(String(given[part])) : part)).join('');
}

/** As React writes a text, and as `Quote` breaks its lines. */
function written(text: string): string {
  return text.replace(/[&<>"']|\r?\n/g, (found) => escapes[found] ?? '<br/>');
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
