/**
 * Stripe understood the request and refused it: a fault of ours or of the account's set-up, not of the reader.
 * Carries what identifies the fault and nothing that a person typed: Stripe's own message may quote it.
 */
export class StripeRefused extends Error {
  constructor(
    readonly type: string,
    readonly code: string | null,
    readonly param: string | null,
    readonly requestId: string | null,
    /** Stripe repeated its first answer to this idempotency key. */
    readonly replayed: boolean,
  ) {
    super(`Stripe refused: ${[type, code, param, requestId].filter(Boolean).join(' ')}`);
    this.name = 'StripeRefused';
  }
}
