import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings.js';
import type { NewSession } from './sessions.service.js';

const NAME = 'tf_session';

export function readSessionCookie(request: FastifyRequest): string | null {
  const { cookie } = request.headers;
  return (cookie && request.server.parseCookie(cookie)[NAME]) || null;
}

/** `Lax`, so that a link in an e-mail finds its reader signed in. */
export function setSessionCookie(reply: FastifyReply, session: NewSession, settings: Settings): void {
  void reply.setCookie(NAME, session.token, { ...attributes(settings), maxAge: session.maxAgeSeconds });
}

export function clearSessionCookie(reply: FastifyReply, settings: Settings): void {
  void reply.clearCookie(NAME, attributes(settings));
}

function attributes(settings: Settings) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: settings.baseUrl.startsWith('https://'),
  };
}
