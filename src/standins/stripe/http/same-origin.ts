import type { FastifyReply, FastifyRequest } from 'fastify';

/** Refuses a POST that another site's page sends through the visitor's browser. */
export async function sameOriginOnly(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method !== 'POST') return;
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const foreign =
    origin !== undefined && URL.canParse(origin) ? new URL(origin).host !== host : origin !== undefined;
  if (!foreign && site !== 'cross-site') return;
  await reply.code(403).type('text/plain').send('This form belongs to the stand-in itself.');
}
