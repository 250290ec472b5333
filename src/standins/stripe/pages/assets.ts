import type { FastifyInstance } from 'fastify';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

export function registerAssets(app: FastifyInstance): void {
  app.get('/standin.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  app.get('/standin.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(SCRIPT));
}
