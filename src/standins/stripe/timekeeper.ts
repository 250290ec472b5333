import { Agenda } from './agenda.js';
import { dutyOf } from './billing/duties.js';
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

/** Does by itself what time brings: expiry, renewals, retries, disputes, slow refunds. Catches up at the start. */
export class Timekeeper {
  private readonly agenda = new Agenda<Due>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly world: World) {
    world.store.listen((changes) => this.note(changes));
    this.timer = setInterval(() => this.tick(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** Does all that is due by now. A renewal that is a year late happens twelve times. */
  tick(): void {
    const now = this.world.now();
    for (let due = this.agenda.takeDue(now); due; due = this.agenda.takeDue(now)) this.attend(due, now);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private note(changes: readonly Change[]): void {
    for (const [table, row] of changes) {
      const duty = row && dutyOf(this.world, table, row.id);
      if (duty) this.agenda.add({ at: duty.at, table, id: row.id });
    }
  }

  private attend({ table, id }: Due, now: number): void {
    const duty = dutyOf(this.world, table, id);
    if (!duty || duty.at > now) return;
    try {
      this.world.act(AUTOMATIC, duty.act);
    } catch (error) {
      console.error(`The Stripe stand-in could not attend to ${id}:`, error);
    }
  }
}
