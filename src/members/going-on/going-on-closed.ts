import { DomainError } from '../../common/errors.js';

/** The gift is over, or was taken back: there is nothing left to go on from. */
export class GoingOnClosed extends DomainError {
  readonly code = 'going_on_closed';
  readonly status = 409;

  constructor() {
    super('Your gift membership is over. You can join again whenever you like.');
  }
}
