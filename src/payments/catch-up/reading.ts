import type { EventStore } from '../inbox/event-store.js';
import type { EventPage, EventPages } from '../stripe/event-pages.js';
import type { CatchUpPositions, Position } from './positions.js';

export interface ReadingTools {
  pages: EventPages;
  events: EventStore;
  positions: CatchUpPositions;
  /** Told of each page when it is stored; says whether to read on. */
  onPage: (events: number, added: number) => boolean;
}

export interface Reading {
  part: string;
  types: string[];
  /** Where an unfinished reading goes on; null for one that begins at `from`. */
  cursor: string | null;
  from: Date;
  /** What counts as seen at the end, even if there was no event. */
  quietUntil: Date;
}

/**
 * Reads one part of the events into the inbox, oldest first, and remembers the position after each page. No transaction
 * is open meanwhile. False when it was told to stop before the end.
 */
export async function readOn(reading: Reading, tools: ReadingTools): Promise<boolean> {
  for (
    let page = await firstPage(reading, tools.pages);
    ;
    page = await nextPage(reading, page, tools.pages)
  ) {
    const added = await tools.events.add(page.events);
    await tools.positions.save(reading.part, positionAfter(page, reading));
    const goOn = tools.onPage(page.events.length, added);
    if (!page.more) return true;
    if (!goOn) return false;
  }
}

async function firstPage({ types, cursor, from }: Reading, pages: EventPages): Promise<EventPage> {
  const resumed = cursor === null ? null : await pages.after(types, cursor);
  if (resumed) return resumed;
  const newest = await pages.newestSince(types, from);
  const last = newest.events.at(-1);
  // Mostly one page holds everything since the last time.
  return newest.more && last ? pages.oldestBetween(types, from, last.created) : newest;
}

async function nextPage({ types }: Reading, { events }: EventPage, pages: EventPages): Promise<EventPage> {
  const last = events.at(-1);
  const page = last ? await pages.after(types, last.id) : null;
  // It was on the list a moment ago.
  if (!page) throw new Error('Stripe does not know an event that it has just listed');
  return page;
}

function positionAfter({ events, more }: EventPage, { quietUntil, cursor }: Reading): Position {
  const last = events.at(-1);
  if (more && last) return { seenUntil: last.created, cursor: last.id };
  if (more) return { seenUntil: new Date(0), cursor };
  const seenUntil = last && last.created > quietUntil ? last.created : quietUntil;
  return { seenUntil, cursor: null };
}
