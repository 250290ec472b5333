import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Jobs } from '../jobs/jobs.service.js';
import { type ChargeMove, SubscriptionOrders } from './stripe/subscription-orders.js';

const JOB = 'cancel-subscription';

/** What recurs must not be charged again once it was paid back. */
@Injectable()
export class Subscriptions implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly orders: SubscriptionOrders,
  ) {}

  onModuleInit(): void {
    this.jobs.register<{ subscription: string }>(
      JOB,
      ({ subscription }) => this.orders.cancel(subscription),
      {
        retries: 20,
      },
    );
  }

  /** Moves the next charge, outside of any transaction. @throws PaymentsUnavailable, StripeRefused */
  moveNextCharge(subscriptionId: string, move: ChargeMove): Promise<'moved' | 'not_now' | 'over'> {
    return this.orders.moveNextCharge(subscriptionId, move);
  }

  /** Ends it at Stripe after the caller's transaction; what that changes comes back as an event. */
  async cancel(manager: EntityManager, subscriptionId: string): Promise<void> {
    await this.jobs.enqueue(manager, JOB, { subscription: subscriptionId }, { singletonKey: subscriptionId });
  }
}
