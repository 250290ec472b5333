import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Counter, Gauge, register } from 'prom-client';
import { DataSource } from 'typeorm';
import { failureNote } from './failure-note.js';
import type { EventState } from './stripe-event.js';

const acknowledged = 'thousandfold_webhook_acknowledged_total';
const handled = 'thousandfold_inbox_handled_total';
const waiting = 'thousandfold_inbox_events';
const oldest = 'thousandfold_inbox_oldest_waiting_seconds';

/** The inbox in figures for operators: what comes in, what is done with it, what waits, and for how long. */
@Injectable()
export class InboxFigures implements OnApplicationBootstrap {
  private readonly logger = new Logger('inbox');
  private acknowledged?: Counter;
  private handled?: Counter<'state'>;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    // One registry per process; a second service in it, as in tests, takes the names over.
    for (const name of [acknowledged, handled, waiting, oldest]) register.removeSingleMetric(name);
    this.acknowledged = new Counter({ name: acknowledged, help: 'Events stored and answered with 2xx' });
    this.handled = new Counter({ name: handled, help: 'Events done with', labelNames: ['state'] });
    const age = new Gauge({ name: oldest, help: 'Since when the oldest event waits' });
    const states: Gauge<'state'> = new Gauge({
      name: waiting,
      help: 'Events that wait: received, retrying, or parked for a person',
      labelNames: ['state'],
      collect: () => this.readWaiting(states, age),
    });
  }

  countAcknowledged(events: number): void {
    this.acknowledged?.inc(events);
  }

  countHandled(states: EventState[]): void {
    for (const state of states) this.handled?.inc({ state });
  }

  /** A database that is away must not take the other figures with it. */
  private async readWaiting(gauge: Gauge<'state'>, age: Gauge): Promise<void> {
    try {
      const rows: { state: EventState; count: number; age: number }[] = await this.dataSource.query(
        `select state, count(*) as count, extract(epoch from now() - min(received_at))::float8 as age
         from stripe_events where state in ('received', 'retrying', 'parked') group by state`,
      );
      for (const state of ['received', 'retrying', 'parked'] as const)
        gauge.set({ state }, rows.find((row) => row.state === state)?.count ?? 0);
      const ages = rows.filter(({ state }) => state !== 'parked').map((row) => row.age);
      age.set(Math.max(0, ...ages));
    } catch (error) {
      this.logger.warn(`the inbox could not be counted: ${failureNote(error)}`);
      gauge.reset();
    }
  }
}
