import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Fact, Told } from '../facts.js';
import { OutcomeHandlers } from '../handlers.js';
import type { Outcome, Reversed } from '../outcome.js';
import { adoptCustomers } from '../customers/adopt-customers.js';
import { makeKnown } from '../customers/known-customers.js';
import { flagPurchases, REFUND_FAILED } from '../purchase-notes.js';
import { Subscriptions } from '../subscriptions.service.js';
import { applyChargeFailures, applyInvoices } from './apply-invoices.js';
import { applyReversals } from './apply-reversals.js';
import { applySessions } from './apply-sessions.js';
import { applyWarnings } from './apply-warnings.js';
import { applyAdoptions } from './apply-adoptions.js';
import { applyCustomers } from './apply-customers.js';
import { PayerNotices } from '../notices/payer-notices.js';
import { applySubscriptions } from './apply-subscriptions.js';
import { type Purchases, savePurchases } from './lock-purchases.js';
import { markStateApplied, refuseStale } from './staleness.js';

/** Turns facts into rows and outcomes, in the caller's transaction. The purchases are locked already. */
@Injectable()
export class Applier {
  constructor(
    private readonly handlers: OutcomeHandlers,
    private readonly notices: PayerNotices,
    private readonly subscriptions: Subscriptions,
  ) {}

  /**
   * The money first, then what came after it, then what went back: whatever the order in which it was told.
   * @throws StaleReading when something was applied after a fact was read.
   */
  async apply(manager: EntityManager, purchases: Purchases, told: Told[]): Promise<void> {
    refuseStale(purchases, told);
    const withoutCustomer = [...purchases.values()].filter(({ customerId }) => customerId === null);
    const outcomes: Outcome[] = [
      ...applyAdoptions(purchases, only(told, 'adoption')),
      ...(await applySessions(manager, purchases, only(told, 'session'))),
      ...(await applyInvoices(manager, purchases, only(told, 'invoice'))),
      ...applyChargeFailures(purchases, only(told, 'charge_failure')),
      ...(await applySubscriptions(manager, purchases, only(told, 'subscription'))),
      ...(await applyReversals(manager, purchases, only(told, 'refund', 'dispute'))),
    ];
    await applyWarnings(manager, purchases, only(told, 'warning'));
    await applyCustomers(manager, only(told, 'customer'));
    await adoptCustomers(manager, outcomes);
    await markStateApplied(manager, purchases, told);
    const touched = new Set(told.map(({ fact }) => fact.purchaseId));
    await savePurchases(
      manager,
      [...purchases.values()].filter(({ id }) => touched.has(id)),
    );
    await this.takeCare(manager, outcomes.filter(isReversed));
    await this.endBounced(manager, outcomes);
    await this.tell(manager, outcomes);
    await this.notices.send(manager, outcomes);
    const payers = [...withoutCustomer, ...only(told, 'adoption').map(({ fact }) => fact)];
    await makeKnown(
      manager,
      payers.flatMap(({ customerId }) => customerId ?? []),
    );
  }

  /** Of what went back: nobody is charged again after a lost dispute, and a refund that failed is shown to staff. */
  private async takeCare(manager: EntityManager, reversed: Reversed[]): Promise<void> {
    for (const { purchase, lost } of reversed)
      if (lost && purchase.subscriptionId) await this.subscriptions.cancel(manager, purchase.subscriptionId);
    const failed = reversed.filter(({ change }) => change?.kind === REFUND_FAILED);
    await flagPurchases(
      manager,
      failed.map(({ purchase }) => purchase.id),
      REFUND_FAILED,
    );
  }

  /** The payer was told that nothing has begun: Stripe must not go on asking for the first money. */
  private async endBounced(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
    for (const { kind, purchase } of outcomes)
      if (kind === 'bounced' && purchase.subscriptionId)
        await this.subscriptions.cancel(manager, purchase.subscriptionId);
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

function isReversed(outcome: Outcome): outcome is Reversed {
  return outcome.kind === 'reversed';
}

function only<K extends Fact['kind']>(told: Told[], ...kinds: K[]): Told<Extract<Fact, { kind: K }>>[] {
  const wanted = new Set<string>(kinds);
  return told.filter((one): one is Told<Extract<Fact, { kind: K }>> => wanted.has(one.fact.kind));
}
