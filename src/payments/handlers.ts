import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Outcome } from './outcome.js';

/**
 * Applies outcomes inside the caller's transaction. Each may come again: a second time must change nothing.
 * Outcomes come in batches, so that a surge of payments costs a few statements and not a few per payment;
 * within a batch they stand in the order in which they are to be applied.
 */
export type OutcomeHandler = (manager: EntityManager, outcomes: Outcome[]) => Promise<void>;

/** Features register here for their purpose when they start; payments knows no feature. */
@Injectable()
export class OutcomeHandlers {
  private readonly byPurpose = new Map<string, OutcomeHandler>();

  register(purpose: string, handler: OutcomeHandler): void {
    if (this.byPurpose.has(purpose)) throw new Error(`two handlers for ${purpose}`);
    this.byPurpose.set(purpose, handler);
  }

  for(purpose: string): OutcomeHandler | undefined {
    return this.byPurpose.get(purpose);
  }
}
