import { DomainError } from '../common/errors.js';

export class GiftRedeemed extends DomainError {
  readonly code = 'gift_redeemed';
  readonly status = 409;

  constructor() {
    super('This gift has been accepted already.');
  }
}

export class GiftExpired extends DomainError {
  readonly code = 'gift_expired';
  readonly status = 409;

  constructor() {
    super('The time to accept this gift has passed.');
  }
}
