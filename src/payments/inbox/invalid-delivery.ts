import { DomainError } from '../../common/errors.js';

/** Not signed by Stripe for us, or no event at all. */
export class InvalidDelivery extends DomainError {
  readonly code = 'invalid_delivery';
  readonly status = 400;
}
