import type { FastifyInstance } from 'fastify';
import type { Deliveries } from '../deliveries.js';
import { treeOf } from '../doors/door.js';
import { ApiError } from '../http/errors.js';
import { sameOriginOnly } from '../http/same-origin.js';
import { faultSettings } from './fault-settings.js';
import type { Faults } from './faults.js';
import type { TimeMachine } from './time-machine.js';

interface Controls {
  deliveries: Deliveries;
  faults: Faults;
  timeMachine: TimeMachine;
}

/** JSON doors to how the stand-in itself behaves. What a POST leaves out is as usual. */
export function registerControlDoors(
  app: FastifyInstance,
  { deliveries, faults, timeMachine }: Controls,
): void {
  app.addHook('onRequest', sameOriginOnly);
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof ApiError) return reply.code(error.status).send(error.toJSON());
    return reply.code(error.statusCode ?? 500).send({ error: { message: error.message } });
  });
  app.get('/_standin/clock', () => ({ now: timeMachine.now }));
  app.post('/_standin/clock', ({ body }) => timeMachine.travel(treeOf(body)));
  app.get('/_standin/deliveries', () => deliveries.settings);
  app.post('/_standin/deliveries', ({ body }) => {
    deliveries.setRules(treeOf(body));
    return deliveries.settings;
  });
  app.post('/_standin/deliveries/release', () => deliveries.release());
  app.get('/_standin/faults', () => faults.settings);
  app.post('/_standin/faults', ({ body }) => {
    faults.set(faultSettings(treeOf(body)));
    return faults.settings;
  });
}
