import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/errors.js';
import type { Faults } from './faults.js';

const RETRY_AFTER_SECONDS = 1;

/**
 * Lets the requests of one scope meet the faults that are set: after the idempotency key is taken, so that a retry
 * that comes too early is refused, and a retry after a cut connection is given the first answer.
 */
export function meetFaults(app: FastifyInstance, faults: Faults): void {
  const unanswered = new WeakSet<FastifyRequest>();
  app.addHook('preHandler', async (request, reply) => {
    if (!faults.hits(request.url)) return;
    const fault = faults.draw();
    await faults.delay();
    if (fault === 'too many') throw tooMany(reply);
    if (fault === 'broken')
      throw new ApiError(500, { type: 'api_error', message: 'An unknown error occurred' });
    if (fault === 'cut after') unanswered.add(request);
    if (fault !== 'cut before') return;
    reply.hijack();
    request.raw.socket.destroy();
  });
  app.addHook('onSend', async (request) => {
    if (unanswered.has(request)) request.raw.socket.destroy();
  });
}

/** As Stripe words it. Its SDK leaves it to the caller to wait. */
function tooMany(reply: FastifyReply): ApiError {
  reply.header('Retry-After', String(RETRY_AFTER_SECONDS));
  return new ApiError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
  });
}
