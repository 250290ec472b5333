import type { AccessLevel } from './access.js';
import { type Role, roles } from './staff-account.js';

/** Who calls. Staff are readers too, where they have an address. */
export interface Actor {
  /** For the audit log: an e-mail, or `api token`. */
  name: string;
  email: string | null;
  /** Null for a reader. */
  role: Role | null;
  /** A browser sends its cookie along unasked, a program its token on purpose. */
  by: 'cookie' | 'token';
}

export function isStaff(actor: Actor | null): boolean {
  return actor !== null && actor.role !== null;
}

export function may(actor: Actor | null, level: AccessLevel): boolean {
  if (level === 'public') return true;
  if (!actor) return false;
  if (level === 'reader') return actor.email !== null;
  return actor.role !== null && roles.indexOf(actor.role) >= roles.indexOf(level);
}

const actors = new WeakMap<object, Actor>();

/** Who calls, as the guard found out; null for nobody in particular. Fastify's request, or any object that stands for one. */
export function currentActor(request: object): Actor | null {
  return actors.get(request) ?? null;
}

/** The guard's note to `currentActor`. */
export function rememberActor(request: object, actor: Actor): void {
  actors.set(request, actor);
}
