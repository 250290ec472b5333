import type { FastifyReply } from 'fastify';
import type { ReactElement } from 'react';
import { renderPage } from './render.js';

/**
 * Pages may be kept for the way back, so that a form still holds what was typed; else they are asked for again.
 * `no-store` would throw that away: it is for what nobody may see who comes to the same machine later.
 */
export function sendPage(
  reply: FastifyReply,
  page: ReactElement,
  status = 200,
  cacheControl = 'private, no-cache',
): void {
  void reply
    .status(status)
    .header('cache-control', cacheControl)
    .type('text/html; charset=utf-8')
    .send(renderPage(page));
}
