import sanitize from 'sanitize-html';

/** What staff may write beside plain words: a few inline tags and links. Everything else is taken out, or shown as text. */
const allowed: sanitize.IOptions = {
  allowedTags: ['a', 'b', 'strong', 'i', 'em'],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
};

/** HTML that is safe wherever it is put. Said twice it says the same. */
export function richText(written: string): string {
  return sanitize(written, allowed);
}

/** The same without any markup. */
export function plainText(written: string): string {
  const words = sanitize(written, { allowedTags: [], allowedAttributes: {} });
  return words
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
