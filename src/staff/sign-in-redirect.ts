import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Unauthorized } from '../common/errors.js';

/** Whoever is not signed in is led to where one signs in, and back again. */
@Catch(Unauthorized)
export class SignInRedirect implements ExceptionFilter {
  catch(_error: Unauthorized, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const next =
      request.method === 'GET' && request.url !== '/staff'
        ? `?${new URLSearchParams({ next: request.url })}`
        : '';
    void reply.header('cache-control', 'no-store').redirect(`/staff/sign-in${next}`, 303);
  }
}
