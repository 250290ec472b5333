import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** In bytes, where a route takes more than all others: `@RouteConfig({ bodyLimit })`. */
    bodyLimit?: number;
  }
}

/** Routes that say so take larger bodies. To be called before they are registered. */
export function allowLargerBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.config?.bodyLimit) route.bodyLimit = route.config.bodyLimit;
  });
}
