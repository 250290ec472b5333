import { Stripe } from 'stripe';

/** A delivery that is older, or that claims to come from further in the future, is not believed. */
const TOLERANCE_SECONDS = 300;

export class BadSignature extends Error {}

/**
 * Checks `Stripe-Signature` over the raw bytes, with each of the secrets that are valid while one is rolled.
 * `now` is the wall clock in ms: the sender's clock is real, whatever time the product is rehearsing.
 * @throws BadSignature
 */
export function verifySignature(
  body: Uint8Array,
  header: string | undefined,
  secrets: string[],
  now = Date.now(),
): void {
  if (!header) throw new BadSignature('the Stripe-Signature header is missing');
  refuseFuture(header, now);
  if (!secrets.some((secret) => isSignedWith(secret, body, header, now)))
    throw new BadSignature('the signature does not fit the body, or is too old');
}

function isSignedWith(secret: string, body: Uint8Array, header: string, now: number): boolean {
  // Anybody can sign with an empty secret.
  if (secret.trim() === '') return false;
  try {
    return Boolean(
      Stripe.webhooks.signature?.verifyHeader(body, header, secret, TOLERANCE_SECONDS, undefined, now),
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

/** The SDK refuses what is too old, but takes any time stamp from the future. */
function refuseFuture(header: string, now: number): void {
  const stamps = [...header.matchAll(/(?:^|,)\s*t=([^,]*)/g)].map((match) => Number(match[1]));
  const latest = now / 1000 + TOLERANCE_SECONDS;
  if (stamps.length !== 1 || !stamps.every((stamp) => Number.isInteger(stamp) && stamp <= latest))
    throw new BadSignature('the time stamp of the signature is missing, unreadable or in the future');
}
