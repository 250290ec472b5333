import PostalMime, { type Address, type Attachment } from 'postal-mime';
import type { Delivery } from './mail-store.js';

/** A mail as the page and `/api/messages` show it. */
export interface Mail extends Delivery {
  /** As its own header says, "The Meridian <members@…>"; `from` of the delivery is the return address. */
  sender: string;
  replyTo: string;
  text: string;
  html: string;
  /** Every address that the mail links to, in its order. */
  links: string[];
  attachments: { filename: string; contentType: string; size: number }[];
}

export interface ParsedMail {
  mail: Mail;
  contents: { contentType: string; contentId: string | undefined; bytes: Buffer }[];
}

export async function parseMail(delivery: Delivery, message: Uint8Array): Promise<ParsedMail> {
  const email = await PostalMime.parse(message);
  const attachments = email.attachments.map((attachment, index) => ({
    filename: attachment.filename ?? `attachment-${index + 1}`,
    contentType: attachment.mimeType,
    size: bytesOf(attachment).length,
  }));
  const html = email.html ?? '';
  const text = email.text ?? '';
  const mail: Mail = {
    ...delivery,
    sender: email.from ? show(email.from) : '',
    replyTo: (email.replyTo ?? []).map(show).join(', '),
    text,
    html,
    links: linksOf(html, text),
    attachments,
  };
  const contents = email.attachments.map((attachment) => ({
    contentType: attachment.mimeType,
    contentId: attachment.contentId?.replace(/^<|>$/g, ''),
    bytes: bytesOf(attachment),
  }));
  return { mail, contents };
}

function linksOf(html: string, text: string): string[] {
  const inHtml = [...html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/gi)].map(([, link]) => link ?? '');
  const inText = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  return [...new Set([...inHtml.map((link) => link.replaceAll('&amp;', '&')), ...inText])];
}

function bytesOf({ content }: Attachment): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof ArrayBuffer ? Buffer.from(content) : Buffer.from(content);
}

function show(address: Address): string {
  if (address.address === undefined) return address.name;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
