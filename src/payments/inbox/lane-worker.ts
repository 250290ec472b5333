import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { StaleReading } from '../applying/staleness.js';
import { PaymentsUnavailable } from '../payments-unavailable.js';
import { backoff, MOST_ATTEMPTS } from './backoff.js';
import { type DueEvent, findDue, type Lane, withKindred } from './due-events.js';
import { failureNote, isPassing } from './failure-note.js';
import type { Finding, Found } from './finding.js';
import { markFailed } from './mark-events.js';
import type { Settlement } from './settlement.js';

export interface LaneSettings {
  lane: Lane;
  batch: number;
  /** Looks into many events at once; each finding, or the error that looking into that one met. */
  look(events: DueEvent[]): Promise<PromiseSettledResult<Finding>[]>;
}

/** Works off one lane of the inbox: in batches, and one by one where a batch or an event has failed before. */
export class LaneWorker {
  private readonly logger = new Logger('inbox');

  constructor(
    private readonly dataSource: DataSource,
    private readonly settlement: Settlement,
    private readonly settings: LaneSettings,
  ) {}

  /** Returns how many were looked at: 0 means that nothing is due. @throws when the database is away. */
  async workOff(): Promise<number> {
    const fresh = await this.findDue('received');
    const again = await this.findDue('retrying');
    await this.together(await this.lookInto(fresh));
    await this.oneByOne(await this.lookInto(again));
    return fresh.length + again.length;
  }

  private async findDue(state: 'received' | 'retrying'): Promise<DueEvent[]> {
    const { lane, batch } = this.settings;
    const due = await findDue(this.dataSource, lane, state, batch);
    return lane === 'asked' ? withKindred(this.dataSource, lane, state, due) : due;
  }

  /** What could not be looked into is put off at once and stands in nobody's way. */
  private async lookInto(events: DueEvent[]): Promise<Found[]> {
    if (events.length === 0) return [];
    const results = await this.settings.look(events);
    const found: Found[] = [];
    for (const [index, event] of events.entries()) {
      const result = results[index];
      if (result?.status === 'fulfilled') found.push({ event, finding: result.value });
      else await this.putOff(event, result?.reason);
    }
    return found;
  }

  private async together(found: Found[]): Promise<void> {
    if (found.length === 0) return;
    try {
      await this.settlement.settle(found);
    } catch {
      // One bad event must not hold up the others: each on its own, which also tells which one it is.
      await this.oneByOne(found);
    }
  }

  private async oneByOne(found: Found[]): Promise<void> {
    for (const one of found) {
      try {
        await this.settlement.settle([one]);
      } catch (error) {
        await this.putOff(one.event, error);
      }
    }
  }

  private async putOff(event: DueEvent, error: unknown): Promise<void> {
    if (isPassing(error)) throw error;
    // It stays due and is read afresh at once.
    if (error instanceof StaleReading) return;
    const attempt = event.attempts + 1;
    const note = failureNote(error);
    // Stripe's absence is not the event's fault, however long it lasts.
    const parked = attempt >= MOST_ATTEMPTS && !(error instanceof PaymentsUnavailable);
    await markFailed(this.dataSource, {
      id: event.id,
      note,
      state: parked ? 'parked' : 'retrying',
      delayMs: backoff(attempt),
    });
    if (parked) this.logger.error(`${event.id} (${event.type}) is parked after ${attempt} attempts: ${note}`);
    else this.logger.warn(`${event.id} (${event.type}) failed, attempt ${attempt}: ${note}`);
  }
}
