import type { FormTree } from '../http/form.js';
import { flag, integer, object, oneOf } from '../http/params.js';
import { Chance } from './chance.js';
import { MAX_SEED, share } from './params.js';

/** How events travel to the endpoints. */
export interface DeliverySettings {
  /** `held`: nothing leaves until it is released. */
  mode: 'on' | 'held';
  /** The share of deliveries that is given up without a try; the event stays in the list, undelivered. */
  drop: number;
  /** The share that is posted twice. */
  duplicate: number;
  /** In any order: what is released is mixed whole; what leaves by itself waits up to a second. */
  shuffle: boolean;
  /** How many are on their way at once. */
  connections: number;
  seed: number;
}

export const MAX_CONNECTIONS = 16;
const SHUFFLED_WITHIN_MS = 1000;

const params = object({
  mode: oneOf('on', 'held'),
  drop: share,
  duplicate: share,
  shuffle: flag,
  connections: integer(1, MAX_CONNECTIONS),
  seed: integer(0, MAX_SEED),
});

/** What chance does to one delivery before its first try. */
export interface Fate {
  dropped: boolean;
  twice: boolean;
  waitMs: number;
  /** The second post's own, where there is one. */
  copyWaitMs: number;
}

export const UNDISTURBED: Fate = { dropped: false, twice: false, waitMs: 0, copyWaitMs: 0 };

/** The settings, and the chance that they leave things to. */
export class DeliveryRules {
  private readonly usual: DeliverySettings;
  private current: DeliverySettings;
  private chance: Chance;

  constructor(connections: number) {
    this.usual = { mode: 'on', drop: 0, duplicate: 0, shuffle: false, connections, seed: 1 };
    this.current = this.usual;
    this.chance = new Chance(this.usual.seed);
  }

  get settings(): DeliverySettings {
    return this.current;
  }

  /** What is left out is as usual: `{}` lets everything travel undisturbed. */
  set(given: FormTree): void {
    this.current = { ...this.usual, ...params(given, '') };
    this.chance = new Chance(this.current.seed);
  }

  /** Draws four times whatever comes out, so that one share does not move the decisions of another. */
  fate(): Fate {
    const { drop, duplicate, shuffle } = this.current;
    const dropped = this.chance.next() < drop;
    const twice = this.chance.next() < duplicate;
    const longest = shuffle ? SHUFFLED_WITHIN_MS : 0;
    return { dropped, twice, waitMs: this.chance.next() * longest, copyWaitMs: this.chance.next() * longest };
  }

  ordered<T>(items: readonly T[]): T[] {
    return this.current.shuffle ? this.chance.shuffled(items) : [...items];
  }
}
