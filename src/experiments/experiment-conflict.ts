import { DomainError } from '../common/errors.js';

/** The experiment is not in a state for that. */
export class ExperimentConflict extends DomainError {
  readonly status = 409;

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
