import PostalMime from 'postal-mime';
import { InvalidInput } from '../../common/errors.js';
import { type DeliveryReport, isFailure } from './delivery-report.js';

/** A delivery status notification (RFC 3464) as a mail server sends it. @throws InvalidInput when it is none */
export async function readStatusMessage(message: Buffer): Promise<DeliveryReport> {
  const parts = await partsOf(message);
  const status = parts.find(({ type }) => type === 'message/delivery-status')?.text;
  if (status === undefined) throw new InvalidInput({}, 'This message holds no delivery status.');
  // The first block is about the whole message, each further one about one recipient: ours have one each.
  const recipients = status.split(/\r?\n\s*\r?\n/).map(fieldsOf);
  const failure = recipients.find((fields) => isFailure(fields.action, fields.status));
  return {
    messageIds: messageIdsIn(parts.filter(({ type }) => type !== 'message/delivery-status')),
    failed: failure !== undefined,
    reason: [failure?.status, failure?.['diagnostic-code']].filter(Boolean).join(' '),
  };
}

interface Part {
  type: string;
  text: string;
}

async function partsOf(message: Buffer): Promise<Part[]> {
  const { attachments } = await PostalMime.parse(message, { forceRfc822Attachments: true });
  return attachments.map(({ mimeType, content }) => ({
    type: mimeType.toLowerCase(),
    text: typeof content === 'string' ? content : new TextDecoder().decode(content),
  }));
}

/** `Final-Recipient: rfc822; …`, names in small letters, folded lines made one. */
function fieldsOf(block: string): Record<string, string> {
  const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const pairs = lines.flatMap((line) => {
    const found = /^([\w-]+):\s*(.*)$/.exec(line);
    return found?.[1] ? [[found[1].toLowerCase(), (found[2] ?? '').trim()] as const] : [];
  });
  return Object.fromEntries(pairs);
}

/** Of what came back: the whole e-mail, or its headers alone. */
function messageIdsIn(parts: Part[]): string[] {
  const original = parts.filter(({ type }) => /^(message\/rfc822|text\/rfc822-headers)$/.test(type));
  return original.flatMap(({ text }) => {
    const headers = (text.split(/\r?\n\r?\n/)[0] ?? '').replace(/\r?\n[ \t]+/g, ' ');
    return /^message-id:\s*<([^<>\s]+)>/im.exec(headers)?.[1] ?? [];
  });
}
