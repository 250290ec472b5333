import type { FastifyRequest } from 'fastify';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Is a request that changes something sent by a page of ours? Browsers say so in Sec-Fetch-Site (`none`: the person themselves);
 * those that do not, and those that reach us over plain HTTP, send Origin with every POST. Neither: refused.
 */
export function isSameOrigin({ method, headers, host }: FastifyRequest): boolean {
  if (reading.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site === 'same-origin' || site === 'none';
  return headers.origin !== undefined && hostOf(headers.origin) === host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
