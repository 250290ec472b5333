import { fault } from '../common/faults.js';
import { DomainError } from '../common/errors.js';

/** It was paid, or its page has closed: a new one must be begun. */
export class PurchaseClosed extends DomainError {
  readonly code = 'purchase_closed';
  readonly status = 409;

  constructor() {
    super(fault('purchase.closed'));
  }
}
