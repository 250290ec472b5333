import type { MailTemplates, TemplateName } from './templates.js';

/**
 * E-mails that go out by the thousand at one moment, and what differs between them: texts that the template writes down as
 * they are, each in a place of its own. The rest is rendered once.
 */
const varying: { [T in TemplateName]?: (keyof MailTemplates[T])[] } = {
  'gift-delivery': ['recipientName', 'giverName', 'message', 'link'],
  'milestone-letter': ['name', 'unsubscribe'],
  'gift-reminder': ['recipientName', 'giverName', 'message', 'link'],
};

/** Enough for the terms, days and languages of one morning. */
const MOST_KEPT = 200;
/** Characters of the Private Use Area, which React leaves alone, around a field's name. */
const slot = (field: string): string => `\u{E000}${field}\u{E001}`;
const slots = /\u{E000}(\w+)\u{E001}/u;

/** The fixed parts at even places, the names of the fields between them at odd ones. */
interface Skeleton {
  html: string[];
  text: string[];
}
type Params = Record<string, unknown>;
type Written = Record<keyof Skeleton, string>;

const kept = new Map<string, Skeleton>();

/** The same as rendering it with these parameters gives; null for what is not written so often, or holds unusual spaces. */
export async function fillTemplate<T extends TemplateName>(
  template: T,
  params: MailTemplates[T],
  house: string,
  render: (params: MailTemplates[T]) => Promise<Written>,
): Promise<Written | null> {
  const fields = varying[template] as string[] | undefined;
  const given = params as unknown as Params;
  if (!fields?.every((field) => isPlain(String(given[field] ?? '')))) return null;
  const empty = { ...given };
  for (const field of fields) if (given[field]) empty[field] = slot(field);
  const key = JSON.stringify([template, house, empty]);
  let skeleton = kept.get(key);
  if (!skeleton) {
    const { html, text } = await render(empty as unknown as MailTemplates[T]);
    skeleton = { html: html.split(slots), text: text.split(slots) };
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, skeleton);
  }
  return {
    html: fill(skeleton.html, (field) => inHtml(String(given[field]))),
    text: fill(skeleton.text, (field) => inText(field, given)),
  };
}

function fill(parts: string[], written: (field: string) => string): string {
  return parts.map((part, index) => (index % 2 === 1 ? written(part) : part)).join('');
}

/** Of words with one space between them, in lines, and without what marks a place to be filled. */
function isPlain(text: string): boolean {
  return /^(?:[^\s\u200b\u{E000}]+(?: (?=[^\s])|\r?\n(?=[^\s])|$))*$/u.test(text);
}

/** As React writes a text, and as `Quote` breaks its lines. */
function inHtml(text: string): string {
  return text.replace(/[&<>"']|\r?\n/g, (found) => escapes[found] ?? '<br/>');
}

/** Headlines stand in capitals, the names of their places too. */
function inText(field: string, given: Params): string {
  const name = Object.keys(given).find((each) => each.toUpperCase() === field && each !== field);
  const text = String(given[name ?? field]).replaceAll('\r\n', '\n');
  return name ? text.toUpperCase() : text;
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
