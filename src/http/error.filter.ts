import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Injectable,
  Logger,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../common/errors.js';
import { ErrorPages, type Problem } from './error-pages.js';

const SHORTLY_SECONDS = 10;

/** The one place where an error becomes an answer: `{error: {code, message, fields?}}`, or a page for a person's browser. */
@Injectable()
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');
  private saidAwayAt = 0;

  constructor(private readonly pages: ErrorPages) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also used for routes that are registered on the Fastify instance itself. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = toProblem(error);
    if (problem.status >= 500 && !this.isRepetition(problem.status)) this.log(error, request);
    const seconds = retryAfter(error, problem.status);
    if (seconds) void reply.header('retry-after', seconds);
    void reply.status(problem.status).header('cache-control', 'no-store');
    const page = wantsPage(request) ? this.pages.render(problem, request) : null;
    if (page) void reply.type('text/html; charset=utf-8').send(page);
    else void reply.type('application/json; charset=utf-8').send({ error: body(problem) });
  }

  /** While the database is away every request fails alike: said once a second, the log stays readable. */
  private isRepetition(status: number): boolean {
    if (status !== 503) return false;
    const said = this.saidAwayAt;
    const now = Date.now();
    if (now - said >= 1000) this.saidAwayAt = now;
    return now - said < 1000;
  }

  private log(error: unknown, request: FastifyRequest): void {
    // The route's pattern, not the address: an address can hold a token.
    const route = request.routeOptions.url ?? 'unknown route';
    const trace = error instanceof Error ? error.stack : undefined;
    this.logger.error(`${request.method} ${route} failed`, withoutValues(trace));
  }
}

/** Whatever is away for a moment is worth asking for again soon. */
function retryAfter(error: unknown, status: number): number | undefined {
  if (error instanceof DomainError && error.retryAfterSeconds) return error.retryAfterSeconds;
  return status === 503 ? SHORTLY_SECONDS : undefined;
}

function toProblem(error: unknown): Problem {
  if (error instanceof DomainError)
    return { status: error.status, code: error.code, message: error.message, fields: error.fields };
  const status = statusOf(error);
  return { status, ...(wordings[status] ?? (status < 500 ? wordings[400] : wordings[500])) } as Problem;
}

/** Nest's exceptions and Fastify's errors (a body that is too large, JSON that does not parse) carry a status. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (isUnreachable(error)) return 503;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** PostgreSQL is away or shutting down: a passing state that a caller should try again. */
function isUnreachable(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return (
    /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[1-3]|08\d{3})$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(
      String((error as Error | null)?.message ?? ''),
    )
  );
}

const wordings: Record<number, { code: string; message: string }> = {
  400: { code: 'bad_request', message: 'The request could not be understood.' },
  401: { code: 'unauthorized', message: 'Please sign in first.' },
  403: { code: 'forbidden', message: 'Your account may not do this.' },
  404: { code: 'not_found', message: 'There is nothing at this address.' },
  405: { code: 'method_not_allowed', message: 'This address does not take that method.' },
  413: { code: 'too_large', message: 'That is larger than this address takes.' },
  415: { code: 'unsupported_media_type', message: 'Please send JSON.' },
  500: { code: 'internal_error', message: 'Something went wrong on our side. It has been noted.' },
  503: { code: 'unavailable', message: 'We are away for a moment. Please try again shortly.' },
};

function body({ code, message, fields }: Problem): Omit<Problem, 'status'> {
  return fields ? { code, message, fields } : { code, message };
}

function wantsPage(request: FastifyRequest): boolean {
  const forPrograms = /^\/(api|webhooks|healthz|readyz|metrics)(\/|$|\?)/.test(request.url);
  return !forPrograms && String(request.headers.accept ?? '').includes('text/html');
}

/** A database's error message may quote what a person typed; the place in the code is what helps. */
function withoutValues(trace: string | undefined): string | undefined {
  return trace?.replace(/\(([^()]*)\)=\([^()]*\)/g, '($1)=(…)');
}
