import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Forbidden, Unauthorized } from '../common/errors.js';
import { sameSecret } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Access, type AccessLevel } from './access.js';
import { type Actor, may, rememberActor } from './actor.js';
import { isSameOrigin } from './same-origin.js';
import { readSessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';

/** Stands before every route. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const level = this.reflector.getAllAndOverride(Access, [context.getHandler(), context.getClass()]) as
      AccessLevel | undefined;
    if (!level) throw new Forbidden('This address is open to nobody.');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.identify(request);
    if (actor && this.isForged(actor, request)) {
      // Where anybody may, a stranger's page may too, but not in the reader's name.
      if (level === 'public') return true;
      throw new Forbidden('This request did not come from a page of ours.');
    }
    if (!may(actor, level)) throw actor ? new Forbidden() : new Unauthorized();
    if (actor) rememberActor(request, actor);
    return true;
  }

  private async identify(request: FastifyRequest): Promise<Actor | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.byToken(authorization);
    const cookie = readSessionCookie(request);
    return cookie ? this.sessions.find(cookie) : null;
  }

  private byToken(authorization: string): Actor | null {
    const expected = this.settings.STAFF_API_TOKEN;
    const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!expected || !given || !sameSecret(given, expected)) return null;
    return { name: 'api token', email: null, role: 'administrator', by: 'token' };
  }

  private isForged(actor: Actor, request: FastifyRequest): boolean {
    return actor.by === 'cookie' && !isSameOrigin(request);
  }
}
