import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { v7 } from 'uuid';

/** A row's id: UUID v7, so that new rows land at the end of the index. 74 of its bits are random. */
export function newId(): string {
  return v7();
}

/** A secret for a link: 256 random bits as 43 URL-safe characters. Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A secret for a link that can be worked out again: 256 bits that nobody can guess who does not have the key. */
export function derivedToken(key: string | undefined, what: string): string {
  if (!key) throw new Error('SESSION_SECRET is not set');
  return createHmac('sha256', key).update(`link:${what}`).digest('base64url');
}

/** SHA-256 as hex. Fast hashing is right here: the input has 256 bits of entropy, unlike a password. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compares two secrets in a time that tells nothing about where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(value: string): boolean {
  return uuid.test(value);
}
