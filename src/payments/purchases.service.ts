import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { isId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { Applier } from './applying/applier.js';
import { lockPurchases } from './applying/lock-purchases.js';
import type { SessionFact } from './facts.js';
import { failureNote } from './inbox/failure-note.js';
import { PaymentsUnavailable } from './payments-unavailable.js';
import { Purchase } from './purchase.js';
import { StripeRefused } from './stripe/stripe-refused.js';
import { StripeReader } from './stripe/stripe-reader.js';

/** Reads purchases, and settles one whose page the reader has come back from. */
@Injectable()
export class Purchases {
  private readonly logger = new Logger('payments');
  private readonly settling = new Map<string, Promise<void>>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly stripe: StripeReader,
    private readonly applier: Applier,
  ) {}

  async find(id: string): Promise<Purchase | null> {
    if (!isId(id)) return null;
    return this.dataSource.manager.findOneBy(Purchase, { id });
  }

  /**
   * For the page that a reader comes back to, when the webhook is late: the same step that the event would bring, so that
   * both may run at once. Where Stripe does not help, the purchase is returned as it stands; the event will come.
   */
  async settle(id: string): Promise<Purchase | null> {
    const purchase = await this.find(id);
    if (!purchase?.sessionId || !isOpen(purchase)) return purchase;
    try {
      await this.once(id, purchase.sessionId);
    } catch (error) {
      if (!(error instanceof PaymentsUnavailable || error instanceof StripeRefused)) throw error;
      this.logger.warn(`purchase ${id} could not be settled yet: ${failureNote(error)}`);
    }
    return this.find(id);
  }

  /** A page that is reloaded impatiently asks Stripe once. */
  private once(id: string, sessionId: string): Promise<void> {
    const running = this.settling.get(id);
    if (running) return running;
    const settled = this.ask(sessionId).finally(() => this.settling.delete(id));
    this.settling.set(id, settled);
    return settled;
  }

  private async ask(sessionId: string): Promise<void> {
    const session = await this.stripe.session(sessionId);
    if (session) await this.apply(session);
  }

  private async apply(fact: SessionFact): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const purchases = await lockPurchases(manager, [fact.purchaseId], this.settings.livemode);
      if (purchases.size > 0) await this.applier.apply(manager, purchases, [{ fact, eventId: null }]);
    });
  }
}

/** Nothing has come of it yet. */
function isOpen({ status }: Purchase): boolean {
  return status === 'open' || status === 'processing';
}
