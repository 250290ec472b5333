import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../accounts/actor.js';
import { AuditLog } from '../accounts/audit-log.js';
import { DomainError, NotFound } from '../common/errors.js';
import { isId } from '../common/ids.js';
import { Settings } from '../config/settings.js';
import { NotRefundable } from '../payments/not-refundable.js';
import { Purchase } from '../payments/purchase.js';
import { Subscriptions } from '../payments/subscriptions.service.js';
import { Desk } from './desk.service.js';
import { reasonToUndo } from './flags.js';

/** Only what is flagged for it is undone by one press; everything else is asked about first. */
export class NotFlagged extends DomainError {
  readonly code = 'not_flagged';
  readonly status = 409;

  constructor() {
    super('This purchase is not flagged to be undone.');
  }
}

/** Undoes what the first screen of staff offers to undo: bought twice by mistake, or most likely by a thief. */
@Injectable()
export class FlaggedPurchases {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly audit: AuditLog,
    private readonly desk: Desk,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refunding the whole ends what recurs, by Stripe's event. @throws NotFound, NotFlagged, NotRefundable, PaymentsUnavailable */
  async undo(purchaseId: string, actor: Actor): Promise<'refunded' | 'ended'> {
    const { livemode } = this.settings;
    const { manager } = this.dataSource;
    const purchase = isId(purchaseId)
      ? await manager.findOneBy(Purchase, { id: purchaseId, livemode })
      : null;
    if (!purchase) throw new NotFound();
    const reason = reasonToUndo(purchase.flag);
    if (!reason) throw new NotFlagged();
    if (purchase.chargedAt) await this.refund(purchase, reason, actor);
    else await this.end(purchase, reason, actor);
    return purchase.chargedAt ? 'refunded' : 'ended';
  }

  /** Pressed by two at once, it is done once, and both are told that it is. */
  private async refund({ id, status }: Purchase, reason: string, actor: Actor): Promise<void> {
    if (status === 'refunded') return;
    try {
      await this.desk.refund(id, { reason }, actor);
    } catch (error) {
      if (!(error instanceof NotRefundable && error.reason === 'refunded')) throw error;
    }
  }

  /** Nothing has been charged so far: a trial, or a coupon. */
  private async end({ id, subscriptionId }: Purchase, reason: string, actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      if (subscriptionId) await this.subscriptions.cancel(manager, subscriptionId);
      await this.audit.write(manager, {
        actor: actor.name,
        action: 'purchase.end',
        subject: `purchase:${id}`,
        details: { reason },
      });
    });
  }
}
