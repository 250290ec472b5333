/** Where the stand-in reads the time, so that a test (or a rehearsal) can travel. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Goes with another clock, as far ahead of it as it was moved on. */
export class MovedClock implements Clock {
  private standingAt: number | null = null;

  constructor(
    private readonly base: Clock,
    private aheadMs: number,
  ) {}

  get ahead(): number {
    return this.aheadMs;
  }

  now(): Date {
    return new Date(this.standingAt ?? this.base.now().getTime() + this.aheadMs);
  }

  /** From here on it is this instant (ms), unless it is later already. */
  moveTo(instant: number): void {
    this.aheadMs = Math.max(this.aheadMs, instant - this.base.now().getTime());
  }

  /** Stands at an instant (ms) while something is done that belongs there. */
  standing<T>(instant: number, act: () => T): T {
    const outer = this.standingAt;
    this.standingAt = instant;
    try {
      return act();
    } finally {
      this.standingAt = outer;
    }
  }
}

/** Stripe counts time in whole seconds since the epoch. */
export function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
