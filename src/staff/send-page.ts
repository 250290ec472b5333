import type { FastifyReply } from 'fastify';
import type { ReactElement } from 'react';
import { renderPage } from '../site/render.js';

/** Pages of the console are for one person: no cache keeps them. */
export function sendPage(reply: FastifyReply, page: ReactElement, status = 200): void {
  void reply
    .status(status)
    .header('cache-control', 'private, no-store')
    .type('text/html; charset=utf-8')
    .send(renderPage(page));
}
