import { QueryFailedError } from 'typeorm';
import { DomainError } from '../../common/errors.js';
import { StripeRefused } from '../stripe/stripe-refused.js';

/** What went wrong and where, for staff and the log, without a value that a person typed: messages may quote one. */
export function failureNote(error: unknown): string {
  if (error instanceof StripeRefused) return error.message;
  if (error instanceof DomainError) return `${error.code} ${placeOf(error)}`;
  if (error instanceof QueryFailedError) return `${databaseFault(error)} ${placeOf(error)}`;
  if (error instanceof Error) return `${error.name} ${placeOf(error)}`;
  return 'something that is no error was thrown';
}

function databaseFault(error: QueryFailedError): string {
  const fault = error.driverError as { code?: string; constraint?: string; table?: string };
  return ['database', fault.code, fault.table, fault.constraint].filter(Boolean).join(' ');
}

/** `at gifts/redeem.js:12` of the innermost line of ours. */
function placeOf(error: Error): string {
  const own = error.stack
    ?.split('\n')
    .find((line) => /\/(src|dist)\//.test(line) && !/node_modules/.test(line));
  const [, file] = /\/(?:src|dist)\/([^():]+:\d+)/.exec(own ?? '') ?? [];
  return file ? `at ${file}` : '';
}

/** The database is away, shutting down, or broke a deadlock: nothing that the event could help. */
export function isPassing(error: unknown): boolean {
  const fault = error instanceof QueryFailedError ? (error.driverError as unknown) : error;
  const { code, message } = (fault ?? {}) as { code?: unknown; message?: unknown };
  return (
    /^(08...|57P0.|40...|53...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(String(code ?? '')) ||
    /Connection terminated|connection timeout|timeout exceeded|not connected/i.test(String(message ?? ''))
  );
}
