import { firstDelivery } from './events.js';
import { AUTOMATIC } from './world.js';
import type { World } from './world.js';

/** Sends an event once more to every endpoint that it was meant for, or to all if there was none; tells how many. */
export function resend(world: World, event: string): number {
  const known = world.store.table('delivery').where('event', event);
  const endpoints = new Set(known.length > 0 ? known.map((one) => one.endpoint) : enabledEndpoints(world));
  world.act(AUTOMATIC, () => {
    for (const endpoint of endpoints) {
      const before = known.find((one) => one.endpoint === endpoint);
      const { id, ...fresh } = firstDelivery(event, endpoint);
      world.put('delivery', { ...fresh, id: before?.id ?? id });
    }
  });
  return endpoints.size;
}

function enabledEndpoints(world: World): string[] {
  const endpoints = [...world.store.table('webhook_endpoint').after()];
  return endpoints.filter((one) => one.status === 'enabled').map((one) => one.id);
}
