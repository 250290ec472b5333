import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MovedClock } from '../clock.js';
import { unixSeconds } from '../clock.js';
import { badParameter } from '../http/errors.js';
import type { FormTree } from '../http/form.js';
import type { Timekeeper } from '../timekeeper.js';
import { AUTOMATIC } from '../world.js';
import type { World } from '../world.js';
import { FARTHEST_SECONDS, journeyParams } from './journey-params.js';

/** How long a journey may keep requests waiting at a time. */
const TURN_MS = 20;

/** Moves Stripe's time on, through all that falls due on the way. How far it is ahead outlives a restart. */
export class TimeMachine {
  private journeys: Promise<unknown> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly world: World,
    private readonly clock: MovedClock,
    private readonly timekeeper: Timekeeper,
  ) {}

  get now(): string {
    return this.clock.now().toISOString();
  }

  /** One journey after the other; requests are answered meanwhile. Tells how many events time made. */
  async travel(given: FormTree): Promise<{ now: string; events: number }> {
    const { advance, to } = journeyParams(given);
    const journey = this.journeys.then(() => {
      const now = this.clock.now().getTime();
      return this.moveTo(checked(to ?? now + (advance ?? 0) * 1000, now));
    });
    this.journeys = journey.catch(() => undefined);
    const events = await journey;
    return { now: this.now, events };
  }

  /** Ends a journey where it is. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.journeys;
  }

  private async moveTo(instant: number): Promise<number> {
    const before = this.timekeeper.made;
    const until = unixSeconds(new Date(instant));
    let turn = performance.now();
    while (!this.stopped && this.timekeeper.attendToNext(until, (at) => this.keep(at * 1000))) {
      if (performance.now() - turn < TURN_MS) continue;
      await nextTurn();
      turn = performance.now();
    }
    if (!this.stopped) this.world.act(AUTOMATIC, () => this.keep(instant));
    return this.timekeeper.made - before;
  }

  private keep(instant: number): void {
    this.clock.moveTo(instant);
    this.world.put('clock', { id: 'clock', ahead: this.clock.ahead });
  }
}

function checked(instant: number, now: number): number {
  if (instant < now) throw badParameter('Invalid to: the clock only goes forward.', 'to');
  if (instant <= now + FARTHEST_SECONDS * 1000) return instant;
  throw badParameter('Invalid to: the clock goes on by at most ten years at a time.', 'to');
}
