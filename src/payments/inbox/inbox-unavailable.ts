import { DomainError } from '../../common/errors.js';

/** The event could not be stored now. Stripe delivers again whatever is not answered with 2xx. */
export class InboxUnavailable extends DomainError {
  readonly code = 'inbox_unavailable';
  readonly status = 503;

  constructor(cause: unknown) {
    super('The event could not be stored. Please deliver it again.');
    this.cause = cause;
  }
}
