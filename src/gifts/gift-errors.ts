import { fault } from '../common/faults.js';
import { DomainError } from '../common/errors.js';
import type { GivenGiftState } from './gift-state.js';

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
    super('This gift is on hold while something about it is being looked into. Please try again later.');
  }
}

/** Somebody else was asked by e-mail whether they want it. */
export class GiftHeld extends DomainError {
  readonly code = 'gift_held';
  readonly status = 409;

  constructor(readonly until: Date) {
    super(
      'This gift is held for another address, which was asked by e-mail to confirm. If nobody does, it is free again two days later.',
    );
  }
}

/** Its giver chose a day, and handed the link on before. */
export class GiftEarly extends DomainError {
  readonly code = 'gift_early';
  readonly status = 409;

  constructor(readonly opensAt: Date) {
    super('This gift opens on a later day. Please come back then.');
  }
}

export class GiftExpired extends DomainError {
  readonly code = 'gift_expired';
  readonly status = 409;

  constructor() {
    super('The time to accept this gift has passed.');
  }
}

/** Its giver or staff came too late, or it is not theirs to change any more. */
export class GiftNotChangeable extends DomainError {
  readonly code = 'gift_not_changeable';
  readonly status = 409;

  constructor(readonly state: GivenGiftState) {
    super(fault(`gift.state.${state}`));
  }
}
