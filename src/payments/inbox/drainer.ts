import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Adoptions } from '../adoptions.js';
import { Surge } from '../../jobs/surge.js';
import { StripeLists } from '../stripe/stripe-lists.js';
import { StripeReader } from '../stripe/stripe-reader.js';
import { askStripe } from './asked-lane.js';
import { lookIntoPage } from './facts-lane.js';
import { EventStore } from './event-store.js';
import { failureNote } from './failure-note.js';
import { LaneWorker } from './lane-worker.js';
import { Loop } from './loop.js';
import { Settlement } from './settlement.js';

/** Events in one round: e-mails and the like then wait rather than the number. */
const A_SURGE = 50;

/** Works off the inbox for as long as the service runs: at once when an event was stored, and at least every second. */
@Injectable()
export class Drainer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('inbox');
  private readonly loops: Loop[];

  constructor(
    @InjectDataSource() dataSource: DataSource,
    settlement: Settlement,
    stripe: StripeReader,
    lists: StripeLists,
    adoptions: Adoptions,
    events: EventStore,
    surge: Surge,
  ) {
    events.onStored(() => this.wake());
    const facts = new LaneWorker(dataSource, settlement, {
      lane: 'facts',
      batch: 200,
      look: (events) => Promise.allSettled(events.map(async (event) => lookIntoPage(event))),
    });
    const asked = new LaneWorker(dataSource, settlement, {
      lane: 'asked',
      batch: 400,
      look: (events) => askStripe(dataSource, { stripe, lists, adoptions }, events),
    });
    this.loops = [facts, asked].map(
      (worker) =>
        new Loop(
          async () => {
            const found = await worker.workOff();
            if (found >= A_SURGE) surge.note();
            return found;
          },
          (error) => this.logger.error(`the inbox is held up: ${failureNote(error)}`),
        ),
    );
  }

  /** By now every feature has registered its handler. */
  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  wake(): void {
    for (const loop of this.loops) loop.wake();
  }

  /** What is under way is finished; the rest waits in the inbox. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }
}
