import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutcomeHandlers } from '../payments/handlers.js';
import { GiftPurchases } from './gift-purchases.service.js';
import { GiftReversals } from './gift-reversals.service.js';
import type { Outcome, Paid } from '../payments/outcome.js';

/** The purpose of purchases that are gifts. */
export const GIFT = 'gift';

/** What money means for gifts. They are paid once, so nothing renews. */
@Injectable()
export class GiftHandler implements OnModuleInit {
  constructor(
    private readonly handlers: OutcomeHandlers,
    private readonly purchases: GiftPurchases,
    private readonly reversals: GiftReversals,
  ) {}

  onModuleInit(): void {
    this.handlers.register(GIFT, (manager, outcomes) => this.apply(manager, outcomes));
  }

  private async apply(manager: EntityManager, outcomes: Outcome[]): Promise<void> {
    const paid = outcomes.filter((outcome): outcome is Paid => outcome.kind === 'paid');
    await this.purchases.complete(manager, paid);
    for (const outcome of outcomes)
      if (outcome.kind === 'reversed') await this.reversals.apply(manager, outcome);
  }
}
