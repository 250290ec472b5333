import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Fact, Told } from '../facts.js';
import { OutcomeHandlers } from '../handlers.js';
import type { Outcome } from '../outcome.js';
import { applyInvoices } from './apply-invoices.js';
import { applyReversals } from './apply-reversals.js';
import { applySessions } from './apply-sessions.js';
import { applySubscriptions } from './apply-subscriptions.js';
import { type Purchases, savePurchases } from './lock-purchases.js';
import { markStateApplied, refuseStale } from './staleness.js';

/** Turns facts into rows and outcomes, in the caller's transaction. The purchases are locked already. */
@Injectable()
export class Applier {
  constructor(private readonly handlers: OutcomeHandlers) {}

  /**
   * The money first, then what came after it, then what went back: whatever the order in which it was told.
   * @throws StaleReading when something was applied after a fact was read.
   */
  async apply(manager: EntityManager, purchases: Purchases, told: Told[]): Promise<void> {
    refuseStale(purchases, told);
    const outcomes: Outcome[] = [
      ...(await applySessions(manager, purchases, only(told, 'session'))),
      ...(await applyInvoices(manager, purchases, only(told, 'invoice'))),
      ...applySubscriptions(purchases, only(told, 'subscription')),
      ...(await applyReversals(manager, purchases, only(told, 'refund', 'dispute'))),
    ];
    await markStateApplied(manager, purchases, told);
    const touched = new Set(told.map(({ fact }) => fact.purchaseId));
    await savePurchases(
      manager,
      [...purchases.values()].filter(({ id }) => touched.has(id)),
    );
    await this.tell(manager, outcomes);
  }

  private async tell(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
    for (const purpose of new Set(outcomes.map(({ purchase }) => purchase.purpose))) {
      const handler = this.handlers.for(purpose);
      if (!handler) throw new Error(`nobody handles purchases for ${purpose}`);
      await handler(
        manager,
        outcomes.filter(({ purchase }) => purchase.purpose === purpose),
      );
    }
  }
}

function only<K extends Fact['kind']>(told: Told[], ...kinds: K[]): Told<Extract<Fact, { kind: K }>>[] {
  const wanted = new Set<string>(kinds);
  return told.filter((one): one is Told<Extract<Fact, { kind: K }>> => wanted.has(one.fact.kind));
}
