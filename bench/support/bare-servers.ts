import Fastify from 'fastify';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The same bytes from as little as possible: what the machine and the framework allow. */
const { BARE = 'node', BODY = '{}', HEADERS = '{}' } = process.env;
const headers = JSON.parse(HEADERS) as Record<string, string>;
const ETAG = headers.etag;

process.send?.({ port: BARE === 'fastify' ? await startFastify() : await startNode() });
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());

async function startFastify(): Promise<number> {
  const fastify = Fastify();
  const body = Buffer.from(BODY);
  fastify.get('/api/campaigns/:slug', (request, reply) => {
    void reply.headers(headers);
    if (request.headers['if-none-match'] === ETAG) return reply.status(304).send();
    return reply.send(body);
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return (fastify.server.address() as AddressInfo).port;
}

async function startNode(): Promise<number> {
  const server = createServer((request, response) => {
    const known = request.headers['if-none-match'] === ETAG;
    response.writeHead(known ? 304 : 200, headers).end(known ? undefined : BODY);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
