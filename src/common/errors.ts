/** What went wrong at each field, in words for the person who filled it in: `{ email: 'Please …' }`. */
export type FieldErrors = Record<string, string>;

/**
 * Something the product's rules refuse. `code` is for programs (`gift_expired`), `message` for a person.
 * The one filter renders it as `{error: {code, message, fields?}}` with `status`.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  readonly fields?: FieldErrors;
  /** When to try again. */
  readonly retryAfterSeconds?: number;
}

/** The request itself is malformed: 400 with the fields. */
export class InvalidInput extends DomainError {
  readonly code: string = 'invalid_input';
  readonly status: number = 400;

  constructor(
    override readonly fields: FieldErrors,
    message = 'Some fields need another look.',
  ) {
    super(message);
  }
}

/** Nothing is there, or nothing that this caller may know of: the same answer for both. */
export class NotFound extends DomainError {
  readonly code = 'not_found';
  readonly status = 404;

  constructor(message = 'There is nothing at this address.') {
    super(message);
  }
}

export class Unauthorized extends DomainError {
  readonly code = 'unauthorized';
  readonly status = 401;

  constructor(message = 'Please sign in first.') {
    super(message);
  }
}

export class Forbidden extends DomainError {
  readonly code = 'forbidden';
  readonly status = 403;

  constructor(message = 'Your account may not do this.') {
    super(message);
  }
}

export class TooManyRequests extends DomainError {
  readonly code = 'too_many_requests';
  readonly status = 429;

  constructor(override readonly retryAfterSeconds: number) {
    super('That was a lot at once. Please wait a moment and try again.');
  }
}
