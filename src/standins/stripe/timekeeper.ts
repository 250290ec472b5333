import { Agenda } from './agenda.js';
import { dutyOf } from './billing/duties.js';
import type { MovedClock } from './clock.js';
import type { Change } from './store/journal.js';
import type { TableName } from './store/tables.js';
import { AUTOMATIC } from './world.js';
import type { World } from './world.js';

const LOOK_EVERY_MS = 200;

interface Due {
  /** Seconds, by the world's clock. */
  at: number;
  table: TableName;
  id: string;
}

/**
 * Does by itself what time brings: expiry, renewals, retries, disputes, slow refunds; in order of time and each at its
 * time, also when it comes late to it. Catches up at the start.
 */
export class Timekeeper {
  private readonly agenda = new Agenda<Due>();
  private readonly timer: NodeJS.Timeout;
  /** How many events its doings made. */
  made = 0;

  constructor(
    private readonly world: World,
    private readonly clock: MovedClock,
  ) {
    let since = (): number => 0;
    world.store.listen((changes) => this.note(changes, since()));
    // What was slept through happens at its time; what is new happens after what made it.
    since = () => world.now();
    this.timer = setInterval(() => this.tick(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** Does all that is due by now. A renewal that is a year late happens twelve times. */
  tick(): void {
    const now = this.world.now();
    while (this.attendToNext(now));
  }

  /**
   * Does the first thing that is due until then (seconds), if any; `alongside` is told its time, and is part of the
   * same transaction.
   */
  attendToNext(until: number, alongside?: (at: number) => void): boolean {
    const due = this.agenda.takeDue(until);
    if (due) this.clock.standing(due.at * 1000, () => this.attend(due, alongside));
    return due !== null;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private note(changes: readonly Change[], since: number): void {
    for (const [table, row] of changes) {
      const duty = row && dutyOf(this.world, table, row.id);
      if (duty) this.agenda.add({ at: Math.max(duty.at, since), table, id: row.id });
    }
  }

  private attend({ at, table, id }: Due, alongside?: (at: number) => void): void {
    const duty = dutyOf(this.world, table, id);
    if (!duty || duty.at > at) return;
    const events = this.world.store.table('event');
    const before = events.size;
    try {
      this.world.act(AUTOMATIC, () => {
        duty.act();
        alongside?.(at);
      });
    } catch (error) {
      console.error(`The Stripe stand-in could not attend to ${id}:`, error);
    }
    this.made += events.size - before;
  }
}
