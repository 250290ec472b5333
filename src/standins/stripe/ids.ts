import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(bytes: Buffer): string {
  let text = '';
  for (const byte of bytes) text += ALPHABET.charAt(byte % ALPHABET.length);
  return text;
}

/** `newId('cus')` → `cus_` and 24 random letters and digits, as Stripe's own look. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${base62(randomBytes(length))}`;
}

/** The same text always gives the same token: a card's fingerprint, for one. */
export function stableToken(text: string, length = 16): string {
  return base62(createHash('sha256').update(text).digest()).slice(0, length);
}
