import type { FastifyReply } from 'fastify';
import type { ReactElement } from 'react';
import { renderPage } from './render.js';

/**
 * Pages may be kept for the way back, so that a form still holds what was typed; else they are asked for again.
 * `no-store` would throw that away.
 */
export function sendPage(reply: FastifyReply, page: ReactElement, status = 200): void {
  void reply
    .status(status)
    .header('cache-control', 'private, no-cache')
    .type('text/html; charset=utf-8')
    .send(renderPage(page));
}
