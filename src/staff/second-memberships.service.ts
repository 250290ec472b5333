import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { DomainError, NotFound } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import type { Flag } from '../payments/purchase-notes.js';
import { Purchase } from '../payments/purchase.js';
import { Subscriptions } from '../payments/subscriptions.service.js';
import { Desk } from './desk.service.js';

export const SECOND: Flag = 'second_membership';
const REASON = 'A second membership of the same person';

/** Only what was flagged is undone by one press; everything else is asked about first. */
export class NotSecond extends DomainError {
  readonly code = 'not_second';
  readonly status = 409;

  constructor() {
    super('This purchase is not marked as a second membership.');
  }
}

/** Somebody bought two memberships at the same instant: the second is given back whole and ends. */
@Injectable()
export class SecondMemberships {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
    private readonly desk: Desk,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refunding the whole ends the subscription, by Stripe's event. @throws NotFound, NotSecond, NotRefundable, PaymentsUnavailable */
  async undo(purchaseId: string, actor: Actor): Promise<'refunded' | 'ended'> {
    const { livemode } = this.settings;
    const { manager } = this.dataSource;
    const purchase = isId(purchaseId)
      ? await manager.findOneBy(Purchase, { id: purchaseId, livemode })
      : null;
    if (!purchase) throw new NotFound();
    if (purchase.flag !== SECOND) throw new NotSecond();
    if (!purchase.chargedAt) {
      await this.end(purchase, actor);
      return 'ended';
    }
    await this.desk.refund(purchaseId, { reason: REASON }, actor);
    return 'refunded';
  }

  /** Nothing has been charged so far: a trial, or a coupon. */
  private async end({ id, subscriptionId }: Purchase, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      if (subscriptionId) await this.subscriptions.cancel(manager, subscriptionId);
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'purchase.end',
        subject: `purchase:${id}`,
        details: { reason: REASON },
      });
    });
  }
}
