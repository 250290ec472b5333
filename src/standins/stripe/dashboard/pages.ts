import type { FastifyInstance } from 'fastify';
import type { Deliveries } from '../deliveries.js';
import type { World } from '../world.js';

export function registerDashboard(app: FastifyInstance, world: World, deliveries: Deliveries): void {
  void app;
  void world;
  void deliveries;
}
