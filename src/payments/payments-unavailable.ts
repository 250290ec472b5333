import { DomainError } from '../common/errors.js';

/** Stripe cannot be reached, is overloaded, or failed inside. Nothing is lost: the same step can be tried again. */
export class PaymentsUnavailable extends DomainError {
  readonly code = 'payments_unavailable';
  readonly status = 503;

  constructor(
    /** The purchase that stays open and can be resumed, where there is one. */
    readonly purchaseId: string | null = null,
    options?: ErrorOptions,
  ) {
    super('The payment page cannot be opened right now. Nothing was charged; please try again in a moment.');
    this.cause = options?.cause;
  }
}
