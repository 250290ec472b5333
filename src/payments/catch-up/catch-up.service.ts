import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { addDays } from '../../common/dates.js';
import { EventStore } from '../inbox/event-store.js';
import { EventPages } from '../stripe/event-pages.js';
import { listedParts } from '../stripe/event-types.js';
import { CatchUpFigures } from './catch-up-figures.js';
import { CatchUpPositions } from './positions.js';
import { readOn, type Reading } from './reading.js';

const MINUTE = 60_000;
/** Stripe may list an event a little later than its time stamp says. */
const OVERLAP_MS = 10 * MINUTE;
/** Without events our own clock says how far we are; it may be ahead of Stripe's by this much. */
const CLOCKS_APART_MS = 60 * MINUTE;
const LISTED_DAYS = 30;
/** 50,000 events; what is left is for the next run. */
const MOST_PAGES = 500;

export interface CatchUpResult {
  /** The oldest instant from which events were asked for. */
  from: Date;
  /** Events that Stripe listed. */
  events: number;
  /** Those among them that had not come by webhook. */
  added: number;
  pages: number;
  /** Stripe lists no events from this time any more: only the objects themselves can say what was missed. */
  gap: { from: Date; to: Date } | null;
  /** More is left: run again. */
  unfinished: boolean;
}

/** Brings in what webhooks did not: Stripe's list of events, through the same inbox. Running it again changes nothing. */
@Injectable()
export class CatchUp {
  private readonly logger = new Logger('catch-up');
  private queue: Promise<unknown> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly pages: EventPages,
    private readonly events: EventStore,
    private readonly positions: CatchUpPositions,
    private readonly figures: CatchUpFigures,
    private readonly clock: Clock,
  ) {}

  /**
   * From where the last run ended, with some overlap; `since` only widens that. One at a time in a process; several
   * processes at once do no harm.
   * @throws PaymentsUnavailable while Stripe is away: what was read until then is kept, and the next run goes on.
   */
  async run({
    since,
    mostPages = MOST_PAGES,
  }: { since?: Date; mostPages?: number } = {}): Promise<CatchUpResult> {
    const run = this.queue.then(() => this.readAll(since, mostPages));
    this.queue = run.catch(() => undefined);
    return run;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Ends what is running after its page. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.queue;
  }

  private async readAll(since: Date | undefined, mostPages: number): Promise<CatchUpResult> {
    const now = this.clock.now();
    const result: CatchUpResult = { from: now, events: 0, added: 0, pages: 0, gap: null, unfinished: false };
    const onPage = (events: number, added: number): boolean => {
      result.pages += 1;
      result.events += events;
      result.added += added;
      this.figures.countEvents(events, added);
      return result.pages < mostPages && !this.stopping;
    };
    for (const [part, types] of Object.entries(listedParts)) {
      if (result.unfinished || this.stopping) break;
      const reading = await this.reading(part, [...types], { since, now });
      this.noteStart(reading, now, result);
      result.unfinished = !(await readOn(reading, {
        pages: this.pages,
        events: this.events,
        positions: this.positions,
        onPage,
      }));
    }
    result.unfinished ||= this.stopping;
    this.report(result);
    return result;
  }

  private async reading(
    part: string,
    types: string[],
    { since, now }: { since?: Date; now: Date },
  ): Promise<Reading> {
    const { seenUntil, cursor } = await this.positions.find(part);
    const known = new Date(seenUntil.getTime() - OVERLAP_MS);
    const quietUntil = new Date(now.getTime() - CLOCKS_APART_MS);
    if (since && since < known) return { part, types, cursor: null, from: since, quietUntil };
    return { part, types, cursor, from: known, quietUntil };
  }

  private noteStart({ from }: Reading, now: Date, result: CatchUpResult): void {
    if (from < result.from) result.from = from;
    const listedFrom = addDays(now, -LISTED_DAYS);
    if (result.from < listedFrom) result.gap = { from: result.from, to: listedFrom };
  }

  private report({ events, added, pages, gap, unfinished }: CatchUpResult): void {
    if (gap)
      this.logger.warn(
        `Stripe lists events for ${LISTED_DAYS} days only: what happened from ${gap.from.toISOString()} to ${gap.to.toISOString()} must be compared with the objects themselves`,
      );
    const rest = unfinished ? ', more to come' : '';
    if (added > 0 || unfinished)
      this.logger.log(`${added} events had not come by webhook, of ${events} on ${pages} pages${rest}`);
  }
}
