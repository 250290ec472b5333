import type { FastifyReply, FastifyRequest } from 'fastify';

/** Refuses a POST that another site's page sends through the visitor's browser. */
export async function sameOriginOnly(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method !== 'POST') return;
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const own = site
    ? site === 'same-origin' || site === 'none'
    : origin === undefined || hostOf(origin) === host;
  if (own) return;
  await reply.code(403).type('text/plain').send('This form belongs to the stand-in itself.');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
