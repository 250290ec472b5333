import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Counter, Gauge, register } from 'prom-client';

const events = 'thousandfold_catch_up_events_total';
const runs = 'thousandfold_catch_up_runs_total';
const latest = 'thousandfold_catch_up_completed_timestamp_seconds';

/** Catching up in figures: events that only the list brought mean that webhooks do not arrive. */
@Injectable()
export class CatchUpFigures implements OnApplicationBootstrap {
  private events?: Counter<'event'>;
  private runs?: Counter<'outcome'>;
  private latest?: Gauge;

  onApplicationBootstrap(): void {
    // One registry per process; a second service in it, as in tests, takes the names over.
    for (const name of [events, runs, latest]) register.removeSingleMetric(name);
    this.events = new Counter({
      name: events,
      help: "Events on Stripe's list: added by catching up, or known from webhooks",
      labelNames: ['event'],
    });
    this.runs = new Counter({
      name: runs,
      help: 'Runs: complete, unfinished (more is left) or failed',
      labelNames: ['outcome'],
    });
    this.latest = new Gauge({ name: latest, help: 'When everything on the list was last known to be here' });
  }

  countEvents(listed: number, added: number): void {
    this.events?.inc({ event: 'added' }, added);
    this.events?.inc({ event: 'known' }, listed - added);
  }

  countRun(outcome: 'complete' | 'unfinished' | 'failed'): void {
    this.runs?.inc({ outcome });
    if (outcome === 'complete') this.latest?.setToCurrentTime();
  }
}
