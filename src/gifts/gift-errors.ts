import { DomainError } from '../common/errors.js';

export class GiftRedeemed extends DomainError {
  readonly code = 'gift_redeemed';
  readonly status = 409;

  constructor() {
    super('This gift has been accepted already.');
  }
}

export class GiftOnHold extends DomainError {
  readonly code = 'gift_on_hold';
  readonly status = 409;

  constructor() {
    super('This gift is on hold, because its payment is being looked into. Please try again in some weeks.');
  }
}

export class GiftExpired extends DomainError {
  readonly code = 'gift_expired';
  readonly status = 409;

  constructor() {
    super('The time to accept this gift has passed.');
  }
}
