import { DomainError } from '../common/errors.js';

/** There is nothing that can be sent back now. */
export class NotRefundable extends DomainError {
  readonly code = 'not_refundable';
  readonly status = 409;

  constructor(
    readonly reason: 'not_paid' | 'payment_pending' | 'refunded' | 'redeemed' | 'refused',
    message: string,
  ) {
    super(message);
  }
}
