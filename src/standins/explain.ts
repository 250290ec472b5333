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
    // It is full, or was shut down or cut off meanwhile.
    case '53300':
    case '57P01':
    case '57P02':
    case '57P03':
    case 'ECONNRESET':
    case 'EPIPE':
      return `The database at DATABASE_URL cannot be used: ${cause.message}`;
    default:
      return isLostConnection(cause)
        ? `The database at DATABASE_URL cannot be used: ${cause.message}`
        : (error.stack ?? error.message);
  }
}

/** What pg and TypeORM say, without a code, of a connection that breaks while they use it. */
function isLostConnection({ message }: Error): boolean {
  return /^(Connection terminated|Client has encountered a connection error|Query runner already released|timeout exceeded when)/.test(
    message,
  );
}
