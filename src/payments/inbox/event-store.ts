import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, QueryFailedError } from 'typeorm';
import type { ReceivedEvent } from './received-event.js';
import { parkUnstorable, storeEvents, unknownEvents } from './store-events.js';

/** Few enough at once to keep their order nearly: neighbours are often about one object, which is then read once. */
const NEIGHBOURS = 20;

/** Where events are kept until they are handled, by this process or by another. */
@Injectable()
export class EventStore {
  private readonly listeners: (() => void)[] = [];

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Whoever works events off is told when there are new ones to be handled. */
  onStored(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Resolves once they are committed; known ones change nothing. */
  async store(events: ReceivedEvent[]): Promise<void> {
    try {
      await storeEvents(this.dataSource, events);
    } catch (error) {
      if (!isAboutContent(error)) throw error;
      await this.storeOneByOne(events);
    }
    if (events.some(({ ignored }) => ignored === null)) for (const listener of this.listeners) listener();
  }

  /** Takes in what Stripe's own list shows; returns how many of them had not come by webhook. */
  async add(events: ReceivedEvent[]): Promise<number> {
    const unknown = await unknownEvents(this.dataSource, events);
    for (let from = 0; from < unknown.length; from += NEIGHBOURS)
      await this.store(unknown.slice(from, from + NEIGHBOURS));
    return unknown.length;
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
