import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Unauthorized } from '../common/errors.js';

/** Readers who are not signed in are led to where one signs in, and back again. */
@Catch(Unauthorized)
export class ReaderSignInRedirect implements ExceptionFilter {
  catch(_error: Unauthorized, host: ArgumentsHost): void {
    const { method, url } = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const next = method === 'GET' && url !== '/account' ? `?${new URLSearchParams({ next: url })}` : '';
    void reply.header('cache-control', 'no-store').redirect(`/sign-in${next}`, 303);
  }
}
