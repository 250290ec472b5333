import { CannotStart, errorCode } from './errors.js';
import { PortTaken } from './ports.js';

/** One line for what a person can put right; everything for what we did not foresee. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof CannotStart) return error.message;
  const cause = error instanceof AggregateError ? (error.errors[0] as Error) : error;
  switch (errorCode(cause)) {
    case 'EADDRINUSE':
      return new PortTaken(Number('port' in cause && cause.port), 'the service').message;
    case 'EACCES':
    case 'EROFS':
      return `Not allowed: ${cause.message}`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
    // PostgreSQL's own: wrong password, wrong user, no such database.
    case '28P01':
    case '28000':
    case '3D000':
      return `The database at DATABASE_URL cannot be used: ${cause.message}`;
    default:
      return error.stack ?? error.message;
  }
}
