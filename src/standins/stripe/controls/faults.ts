import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../http/errors.js';
import { Chance } from './chance.js';
import { NO_FAULTS } from './fault-settings.js';
import type { FaultSettings } from './fault-settings.js';

export type Fault = 'too many' | 'broken' | 'cut before' | 'cut after';

/** Decides which requests to the API meet which fault. The same seed gives the same row of decisions. */
export class Faults {
  private current = NO_FAULTS;
  private chance = new Chance(NO_FAULTS.seed);
  private readonly stopping = new AbortController();

  constructor() {
    setMaxListeners(0, this.stopping.signal);
  }

  get settings(): FaultSettings {
    return this.current;
  }

  set(settings: FaultSettings): FaultSettings {
    this.current = settings;
    this.chance = new Chance(settings.seed);
    return settings;
  }

  hits(path: string): boolean {
    return path.startsWith(this.current.paths);
  }

  /** Draws four times whatever comes out, so that one share does not move the decisions of another. */
  draw(): Fault | null {
    const [tooMany, broken, cut, after] = Array.from({ length: 4 }, () => this.chance.next()) as Draws;
    if (tooMany < this.current.tooMany) return 'too many';
    if (broken < this.current.broken) return 'broken';
    if (cut >= this.current.cut) return null;
    return after < 0.5 ? 'cut before' : 'cut after';
  }

  /** A timer, so that hundreds of requests wait for nothing but the time. */
  async delay(): Promise<void> {
    const { latency } = this.current;
    if (latency === 0) return;
    await sleep(latency, undefined, { signal: this.stopping.signal }).catch(() => {
      throw new ApiError(503, { type: 'api_error', message: 'The local stand-in is being stopped.' });
    });
  }

  /** Ends all waiting. */
  stop(): void {
    this.stopping.abort();
  }
}

type Draws = [number, number, number, number];
