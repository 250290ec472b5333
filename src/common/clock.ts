/** The time, as an injected thing: a test or a rehearsal can travel. Instants are UTC. */
export abstract class Clock {
  abstract now(): Date;

  /** Stripe's time: a rehearsal that travels leaves it alone, unless it moves Stripe's clock along. */
  atStripe(): Date {
    return new Date();
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** Stands still until it is moved. */
export class MovableClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  moveTo(instant: Date): void {
    this.instant = new Date(instant);
  }
}
