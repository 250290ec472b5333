import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { NotFound } from '../../common/errors.js';
import { Drainer } from './drainer.js';
import { EventStore } from './event-store.js';
import {
  countEvents,
  type InboxCounts,
  type EventList,
  type InboxEntry,
  listEvents,
  replayEvent,
} from './inbox-desk.js';
import { InboxFigures } from './inbox-figures.js';
import { InboxUnavailable } from './inbox-unavailable.js';
import { MicroBatch } from '../../common/micro-batch.js';
import type { ReceivedEvent } from './received-event.js';
import { StripeEvent } from './stripe-event.js';
import { within } from './within.js';

/** Stripe gives up on a delivery after some 20 s and counts it as failed; we say so before. */
const PATIENCE_MS = 8_000;

/** The Stripe events received. Storing is all that happens while Stripe waits. */
@Injectable()
export class Inbox {
  private readonly batch = new MicroBatch<ReceivedEvent>((events) => this.events.store(events), {
    items: 500,
    batches: 2,
    waiting: 20_000,
  });

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly events: EventStore,
    private readonly drainer: Drainer,
    private readonly figures: InboxFigures,
  ) {}

  /**
   * Resolves once the events are committed; known ones change nothing.
   * @throws InboxUnavailable when that could not be done: Stripe will deliver again.
   */
  async receive(events: ReceivedEvent[]): Promise<void> {
    try {
      await within(PATIENCE_MS, Promise.all(events.map((event) => this.batch.add(event))));
      this.figures.countAcknowledged(events.length);
    } catch (error) {
      throw new InboxUnavailable(error);
    }
  }

  /** How many events stand where, for the first screen and the figures. */
  async counts(): Promise<InboxCounts> {
    return countEvents(this.dataSource);
  }

  /** Newest first. */
  async list(asked: EventList): Promise<InboxEntry[]> {
    return listEvents(this.dataSource, asked);
  }

  async find(id: string): Promise<StripeEvent | null> {
    return this.dataSource.manager.findOneBy(StripeEvent, { id });
  }

  /** Handles it once more, from the start. Harmless for what was applied already. @throws NotFound */
  async replay(id: string): Promise<void> {
    if (!(await replayEvent(this.dataSource, id))) throw new NotFound();
    this.drainer.wake();
  }
}
