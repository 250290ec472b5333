import type { World } from '../world.js';
import type { SessionOrder } from './session-params.js';

const SHORTEST = 30 * 60;

/**
 * A caller does not know that this clock was moved on: an end that has passed here, but not on the clock that was left
 * behind, is as far ahead of now as the caller meant it.
 */
export function endOnOurClock(world: World, order: SessionOrder): SessionOrder {
  const { expires_at: end } = order;
  const ahead = Math.round(world.clock.ahead / 1000);
  if (end === undefined || ahead === 0 || end >= world.now() + SHORTEST) return order;
  return { ...order, expires_at: end + ahead };
}
