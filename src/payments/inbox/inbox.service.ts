import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, QueryFailedError } from 'typeorm';
import { NotFound } from '../../common/errors.js';
import { Drainer } from './drainer.js';
import { countEvents, type InboxCounts, type InboxEntry, listEvents, replayEvent } from './inbox-desk.js';
import { InboxFigures } from './inbox-figures.js';
import { InboxUnavailable } from './inbox-unavailable.js';
import { MicroBatch } from './micro-batch.js';
import type { ReceivedEvent } from './received-event.js';
import { parkUnstorable, storeEvents, unknownEvents } from './store-events.js';
import { type EventState, StripeEvent } from './stripe-event.js';
import { within } from './within.js';

/** Stripe gives up on a delivery after some 20 s and counts it as failed; we say so before. */
const PATIENCE_MS = 8_000;

/** Few enough at once to keep their order nearly: neighbours are often about one object, which is then read once. */
const NEIGHBOURS = 20;

/** The Stripe events received. Storing is all that happens while Stripe waits. */
@Injectable()
export class Inbox {
  private readonly batch = new MicroBatch<ReceivedEvent>((events) => this.store(events), {
    items: 500,
    batches: 2,
    waiting: 20_000,
  });

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
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

  /** Takes in what Stripe's own list shows; returns how many of them had not come by webhook. */
  async add(events: ReceivedEvent[]): Promise<number> {
    const unknown = await unknownEvents(this.dataSource, events);
    for (let from = 0; from < unknown.length; from += NEIGHBOURS)
      await this.store(unknown.slice(from, from + NEIGHBOURS));
    return unknown.length;
  }

  /** How many events stand where, for the first screen and the figures. */
  async counts(): Promise<InboxCounts> {
    return countEvents(this.dataSource);
  }

  /** Newest first, `limit` at most, before the place where the last page ended. */
  async list(state: EventState | null, before: number | null = null, limit = 50): Promise<InboxEntry[]> {
    return listEvents(this.dataSource, { state, before, limit });
  }

  async find(id: string): Promise<StripeEvent | null> {
    return this.dataSource.manager.findOneBy(StripeEvent, { id });
  }

  /** Handles it once more, from the start. Harmless for what was applied already. @throws NotFound */
  async replay(id: string): Promise<void> {
    if (!(await replayEvent(this.dataSource, id))) throw new NotFound();
    this.drainer.wake();
  }

  private async store(events: ReceivedEvent[]): Promise<void> {
    try {
      await storeEvents(this.dataSource, events);
    } catch (error) {
      if (!isAboutContent(error)) throw error;
      await this.storeOneByOne(events);
    }
    if (events.some(({ ignored }) => ignored === null)) this.drainer.wake();
  }

  /** One that the database cannot hold must not cost the others their place. */
  private async storeOneByOne(events: ReceivedEvent[]): Promise<void> {
    for (const event of events) {
      try {
        await storeEvents(this.dataSource, [event]);
      } catch (error) {
        if (!isAboutContent(error)) throw error;
        await parkUnstorable(this.dataSource, event);
      }
    }
  }
}

/** Data exceptions (22…) and nesting that is too deep (54…): no later attempt would end otherwise. */
function isAboutContent(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  return /^(22|54)/.test(String((error.driverError as { code?: unknown }).code));
}
